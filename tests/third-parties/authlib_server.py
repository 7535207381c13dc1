"""An authorization server of Authlib, in memory, on a free port. Clients register at `/reg`."""

import logging
import os
import secrets
import time
from types import SimpleNamespace

from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector, current_token
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import ClientMixin, TokenMixin, grants
from authlib.oauth2.rfc6750 import BearerTokenValidator
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc9207 import IssuerParameter
from flask import Flask, jsonify, request, session
from werkzeug.serving import make_server

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
app = Flask(__name__)
app.secret_key = secrets.token_bytes()
app.config["OAUTH2_REFRESH_TOKEN_GENERATOR"] = True
http = make_server("127.0.0.1", 0, app, threaded=True)
ISSUER = f"http://127.0.0.1:{http.port}"
clients, codes, tokens = {}, {}, {}


class Client(ClientMixin, SimpleNamespace):
    def get_client_id(self):
        return self.client_id

    def get_default_redirect_uri(self):
        return None

    def get_allowed_scope(self, scope):
        return scope

    def check_redirect_uri(self, redirect_uri):
        return redirect_uri in self.redirect_uris

    def check_client_secret(self, client_secret):
        return secrets.compare_digest(self.client_secret, client_secret)

    def check_endpoint_auth_method(self, method, endpoint):
        return method == self.token_endpoint_auth_method

    def check_response_type(self, response_type):
        return response_type == "code"

    def check_grant_type(self, grant_type):
        return grant_type == "authorization_code"


class Code(SimpleNamespace):
    def get_redirect_uri(self):
        return self.redirect_uri

    def get_scope(self):
        return self.scope


class Token(TokenMixin, SimpleNamespace):
    def check_client(self, client):
        return self.client_id == client.client_id

    def get_scope(self):
        return self.scope

    def is_expired(self):
        return self.expires_at < time.time()

    def is_revoked(self):
        return False


class AuthorizationCodeGrant(grants.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic", "client_secret_post"]

    def save_authorization_code(self, code, request):
        asked = request.payload
        codes[code] = Code(
            client_id=asked.client_id,
            redirect_uri=asked.redirect_uri,
            scope=asked.scope,
            user=request.user,
            code_challenge=asked.data["code_challenge"],
            code_challenge_method=asked.data["code_challenge_method"],
        )
        codes[code].code = code

    def query_authorization_code(self, code, client):
        found = codes.get(code)
        return found if found and found.client_id == client.client_id else None

    def delete_authorization_code(self, authorization_code):
        del codes[authorization_code.code]

    def authenticate_user(self, authorization_code):
        return authorization_code.user


class TokenValidator(BearerTokenValidator):
    def authenticate_token(self, token_string):
        return tokens.get(token_string)


class Issuer(IssuerParameter):
    def get_issuer(self):
        return ISSUER


def save_token(token, request):
    tokens[token["access_token"]] = Token(
        client_id=request.client.client_id,
        user=request.user,
        scope=token["scope"],
        expires_at=time.time() + token["expires_in"],
    )


server = AuthorizationServer(app, clients.get, save_token)
server.register_grant(AuthorizationCodeGrant, [CodeChallenge(required=True)])
server.register_extension(Issuer())
protect = ResourceProtector()
protect.register_token_validator(TokenValidator())


@app.post("/reg")
def register():
    client_id, client_secret = secrets.token_hex(), secrets.token_hex()
    client = Client(client_id=client_id, client_secret=client_secret, **request.json)
    clients[client.client_id] = client
    return jsonify(vars(client)), 201


@app.route("/auth", methods=["GET", "POST"])
def authorize():
    if request.form.get("login"):
        session["user"] = request.form["login"]
    user = session.get("user")
    try:
        grant = server.get_consent_grant(end_user=user)
    except OAuth2Error as error:
        return f"{error.error}: {error.description}", 400
    if "answer" in request.form:
        agreed = request.form["answer"] == "agree"
        user = user if agreed else None
        return server.create_authorization_response(grant_user=user, grant=grant)
    if user is None:
        fields = '<input name="login"><input type="password" name="password">'
        return f'<form method="post">{fields}</form>'
    return (
        '<form method="post"><button name="answer" value="agree">Agree</button></form>'
        '<form method="post"><button name="answer" value="deny">Cancel</button></form>'
    )


@app.post("/token")
def issue_token():
    return server.create_token_response()


@app.get("/me")
@protect()
def me():
    return jsonify(sub=current_token.user, name=f"User {current_token.user}")


logging.getLogger("werkzeug").setLevel(logging.ERROR)
print(f"listening on {ISSUER}", flush=True)
http.serve_forever()
