"""curl: one process for all tries of a request, so that it uses its connection again."""

import subprocess
import sys
import tempfile
from collections import Counter

import common

arguments = sys.argv[1:]
for name, expected, url, headers, body, tries in common.requests():
    with tempfile.NamedTemporaryFile() as file:
        file.write(body)
        file.flush()
        one = ["--url", url, "--data-binary", f"@{file.name}", "--output", "/dev/null"]
        one += ["--write-out", "%{http_code}\\n", "--silent", "--noproxy", "*", *arguments]
        for header in headers.items():
            one += ["--header", ": ".join(header)]
        seen = Counter()
        for start in range(0, tries, 20):
            command = ["curl"]
            for number in range(min(20, tries - start)):
                command += ["--next", *one] if number else one
            shown = subprocess.run(command, stdout=subprocess.PIPE, text=True).stdout
            seen.update(int(line) for line in shown.split())
    common.report(" ".join(["curl", *arguments]), name, expected, dict(seen), tries)
common.finish()
