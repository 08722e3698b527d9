from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck import urls
from linkcheck.fetch.guard import is_public, literal_ip, refusal
from linkcheck.fetch.policy import FetchPolicy

NOT_PUBLIC = [
    "0.0.0.0",  # noqa: S104 (refused, not bound)
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.127.255.254",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.170",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::8.8.8.8",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:0:8.8.8.8",
    "64:ff9b::127.0.0.1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "64:ff9b:1:ffff::808:808",
    "100::1",
    "2001::1",
    "2001:0:53aa:64c:0:0:f5ff:fffe",
    "2001:2::1",
    "2001:10::1",
    "2001:20::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:808:808::1",
    "2002:a00:1::1",
    "2002:a9fe:a9fe::1",
    "3fff::1",
    "3fff:fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "2606:4700::1%eth0",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
]
PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "100.63.255.255",
    "100.128.0.1",
    "172.15.255.255",
    "172.32.0.1",
    "193.0.6.139",
    "223.255.255.254",
    "2606:4700:4700::1111",
    "2a00:1450:4001::200e",
    "2400:cb00::1",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_that_is_not_of_the_public_internet_is_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_passes(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_wrapping_an_ipv4_address_makes_it_no_more_public(v4: ipaddress.IPv4Address) -> None:
    bits = int(v4)
    for wrapped in (
        (0xFFFF << 32) | bits,
        bits,
        (0x64FF9B << 96) | bits,
        (0x2002 << 112) | (bits << 80),
    ):
        assert not is_public(ipaddress.IPv6Address(wrapped)) or is_public(v4)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.0.0.1.",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "017700000001",
        "0177.0.0.1",
        "１２７.０.０.１",
        "①②⑦.⓪.⓪.①",
        "127。0。0。1",
        "%31%32%37.0.0.1",
        "0",
        "0.0.0.0",  # noqa: S104 (refused, not bound)
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[0:0:0:0:0:ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "169.254.169.254",
        "2852039166",
        "0xa9fea9fe",
        "0251.0376.0251.0376",
        "user@127.0.0.1",
        "user:pw@127.1",
        "[fd00:ec2::254]",
    ],
)
def test_no_spelling_hides_a_private_host(host: str) -> None:
    address = urls.split(f"http://{host}/")

    assert address is not None
    assert refusal(address, FetchPolicy()).endswith("is not a public address")
    assert refusal(address, FetchPolicy(allow_private=True)) == ""


@pytest.mark.parametrize(
    "url",
    [
        "http://[fe80::1%25eth0]/",
        "http://[fe80::1%eth0]/",
        "http://256.0.0.1/",
        "http://1.2.3.4.5/",
    ],
)
def test_what_only_a_lax_parser_takes_for_an_address_is_no_url(url: str) -> None:
    assert urls.split(url) is None


def test_a_backslash_before_the_at_sign_does_not_move_the_host() -> None:
    address = urls.split(r"http://127.0.0.1\@example.org/")

    assert address is not None
    assert refusal(address, FetchPolicy()) == "127.0.0.1 is not a public address"


@pytest.mark.parametrize("port", [80, 443, 8000, 8080, 8443])
def test_the_ports_of_web_servers_are_open(port: int) -> None:
    address = urls.split(f"http://nato.lab:{port}/")

    assert address is not None
    assert refusal(address, FetchPolicy()) == ""


@pytest.mark.parametrize("port", [0, 22, 25, 6379, 65535])
def test_other_ports_are_refused_unless_private_hosts_are_allowed(port: int) -> None:
    address = urls.split(f"https://nato.lab:{port}/")

    assert address is not None
    assert refusal(address, FetchPolicy()) == f"port {port} is not one of a web server"
    assert refusal(address, FetchPolicy(allow_private=True)) == ""


def test_a_name_is_no_literal_address() -> None:
    assert literal_ip("nato.lab") is None
    assert literal_ip("[::1]") == ipaddress.ip_address("::1")
