"""What the clients send, and the count of what they get."""

import json
import os
import sys
from pathlib import Path

URLS = {"unlimited": os.environ["URL"], "limited": os.environ["LIMITED_URL"]}
TOKENS = {"valid": os.environ["API_TOKEN"], "wrong": "lta_wrong"}
TRIES = int(os.environ["TRIES"])
LARGE_TRIES = int(os.environ["LARGE_TRIES"])


def requests():
    """Yields the name, the expected statuses, the URL, the headers and the body of each request."""
    for case in json.loads((Path(__file__).parent / "cases.json").read_text()):
        for size in case["sizes"]:
            url = URLS[case.get("server", "unlimited")] + case["path"]
            headers = {
                "Authorization": f"Bearer {TOKENS[case['token']]}",
                "Content-Type": case.get("type", "application/json"),
            }
            body = case.get("body", '{"tenant_id": "a"}').encode()
            body += b" " * max(0, size - len(body))
            tries = TRIES if size < 1 << 20 else LARGE_TRIES
            yield f"{case['name']} of {size} bytes", case["statuses"], url, headers, body, tries


def report(client, name, expected, seen, tries):
    """Prints what a client has seen, and notes whether it is what was expected, each time."""
    report.failed |= sum(seen.values()) != tries or not set(seen) <= set(expected)
    print(client, name, seen, flush=True)


report.failed = False


def finish():
    sys.exit(1 if report.failed else 0)
