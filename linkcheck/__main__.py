"""``python -m linkcheck``: the same as the script ``linkcheck``."""

from linkcheck._entry import main

if __name__ == "__main__":
    main()
