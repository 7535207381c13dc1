"""Python's requests, on connections that are kept alive."""

from collections import Counter

import requests

import common

session = requests.Session()
session.trust_env = False
for name, expected, url, headers, body, tries in common.requests():
    seen = Counter()
    for _ in range(tries):
        try:
            seen[session.post(url, data=body, headers=headers).status_code] += 1
        except requests.RequestException as error:
            seen[type(error).__name__] += 1
    common.report("requests", name, expected, dict(seen), tries)
common.finish()
