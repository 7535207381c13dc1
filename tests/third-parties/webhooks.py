"""Receives deliveries of a real server and verifies them with the packages of Standard Webhooks.

Usage: webhooks.py SERVER NODE_PROGRAM. A retry keeps the ID and gets a new time; after a rotation,
both secrets verify; the payload is not ASCII.
"""

import hashlib
import hmac
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import requests
from standardwebhooks.webhooks import Webhook, WebhookVerificationError


class Receiver(ThreadingHTTPServer):
    """Keeps what it gets, and answers with the next status."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.received, self.statuses = [], []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def wait_for(self, number):
        deadline = time.monotonic() + 60
        while len(self.received) < number:
            assert time.monotonic() < deadline, f"{len(self.received)} of {number} deliveries"
            time.sleep(0.05)
        return self.received


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        statuses = self.server.statuses
        status = statuses.pop(0) if statuses else 204
        self.server.received.append((headers, body))
        self.send_response(status)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def truto(secret, headers, body):
    """Verifies as the hosted documentation describes `X-Truto-Signature`."""
    parts = headers["x-truto-signature"].split(",")
    assert parts[0] == "format=sha256", parts
    expected = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    values = [part.removeprefix("v=") for part in parts[1:]]
    return any(hmac.compare_digest(expected, value) for value in values)


def python(secret, headers, body):
    try:
        Webhook(secret).verify(body.decode(), headers)
        return True
    except WebhookVerificationError:
        return False


def node(program, secret, headers, body):
    given = json.dumps({"secret": secret, "headers": headers, "body": body.decode()})
    done = subprocess.run(["node", program], input=given, text=True, capture_output=True, timeout=30)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip() == "verified"


def main(server, program):
    folder = Path(tempfile.mkdtemp())
    names = [name for name in os.environ if not name.startswith("LINK_TOKEN_")]
    environment = {name: os.environ[name] for name in names}
    environment |= {"LINK_TOKEN_CONFIG": "", "LINK_TOKEN_DATABASE": f"sqlite:{folder}/webhooks.db"}

    def admin(*arguments):
        done = subprocess.run([server, *arguments, "--json"], env=environment, check=True, capture_output=True)
        return json.loads(done.stdout)

    admin("environment", "create", "--name", "test")
    api_token = admin("api-token", "create", "--environment", "test")["secret"]
    serve = [server, "serve", "--listen", "127.0.0.1:0", "--operator-listen", ""]
    serve += ["--outbound-allow", "127.0.0.0/8"]
    running = subprocess.Popen(serve, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        url = running.stdout.readline().removeprefix("listening on ").strip()

        def post(path, body):
            headers = {"Authorization": f"Bearer {api_token}"}
            answer = requests.post(f"{url}{path}", json=body, headers=headers, timeout=15)
            assert answer.ok, answer.text
            return answer.json()

        receiver = Receiver()
        address = f"http://127.0.0.1:{receiver.server_port}/webhooks"
        webhook = post("/webhook", {"target_url": address})
        secret = webhook["secret"]

        def connect():
            created = post("/link-token", {"tenant_id": "Müller & Söhne 日本 🦀"})
            redemption = {"link_token": created["link_token"], "integration": "hubspot"}
            return post("/link-token/redeem", {**redemption, "context": {"name": "Zoë"}})

        receiver.statuses.append(500)
        connect()
        received = receiver.wait_for(3)
        for headers, body in received:
            assert not body.isascii() and json.loads(body)["payload"]["tenant_id"].endswith("🦀")
            assert python(secret, headers, body) and node(program, secret, headers, body)
            assert truto(secret, headers, body)
            wrong = "whsec_" + "A" * 32
            assert not python(wrong, headers, body) and not node(program, wrong, headers, body)
            assert not truto(wrong, headers, body)
        (first, _), (again, _) = received[:2]
        assert first["webhook-id"] == again["webhook-id"], "a retry keeps the ID"
        assert first["webhook-timestamp"] < again["webhook-timestamp"], "a retry has a new time"

        rotated = post(f"/webhook/{webhook['id']}/rotate-secret", {})["secret"]
        assert rotated != secret
        connect()
        for headers, body in receiver.wait_for(5)[3:]:
            for either in (secret, rotated):
                assert python(either, headers, body) and node(program, either, headers, body)
                assert truto(either, headers, body)
        print("deliveries verified by standardwebhooks of PyPI and npm, and by X-Truto-Signature")
    finally:
        running.terminate()


main(*sys.argv[1:])
