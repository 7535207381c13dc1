//! Requests to a third party that does not behave.

mod stand_in;

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use link_token_connect::{
    definition::{Definition, TokenSettings},
    oauth2::{
        AuthorizationRequest, CodeVerifier, OAuthClient, TokenEndpoint, TokenError, TokenResponse,
        read_token_response,
    },
    outbound::{
        BodyLimit, Outbound, OutboundError, OutboundRequest, OutboundResponse, OutboundSettings,
    },
    template::{RenderError, TemplateValues},
    verification::{AccountFacts, VerificationError},
};
use link_token_domain::secret::Secret;
use proptest::prelude::*;
use serde_json::json;
use stand_in::{Behaviour, StandIn, outbound, outbound_with};

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).expect("a time")
}

fn values(pairs: &[(&str, &str)]) -> TemplateValues {
    let mut values = TemplateValues::new();
    for (name, value) in pairs {
        values.insert(*name, *value);
    }
    values
}

/// Reads a definition with one method of OAuth, whose keys follow those of the addresses.
fn definition(base: &str, method: &str, keys: &str) -> Definition {
    let authorization_url = match method {
        "oauth2" => format!("authorization_url: \"{base}/authorize?tenant={{tenant}}\", "),
        _ => String::new(),
    };
    let text = format!(
        "name: acme\nlabel: Acme\nauthentication:\n  {method}: {{ {authorization_url}token_url: \
         {base}/token, {keys} }}\n"
    );
    let read = Definition::parse("acme.yaml", &text);
    read.unwrap_or_else(|report| panic!("{report}")).0
}

fn settings(keys: &str) -> TokenSettings {
    let definition = definition("https://acme.example", "oauth2_client_credentials", keys);
    definition.methods[0].token_settings().expect("OAuth").clone()
}

fn response(status: u16, content_type: Option<&'static str>, body: &str) -> OutboundResponse {
    let mut headers = HeaderMap::new();
    if let Some(content_type) = content_type {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    }
    let status = StatusCode::from_u16(status).expect("a status");
    OutboundResponse { status, headers, body: body.as_bytes().to_vec() }
}

fn read(keys: &str, status: u16, body: &str) -> Result<TokenResponse, TokenError> {
    read_token_response(&settings(keys), &response(status, None, body), now())
}

fn client() -> OAuthClient {
    OAuthClient { id: "id:1".to_owned(), secret: Some("s3cret+/=~ü".into()) }
}

/// The example of Shopify's documentation of the authorization code grant.
#[test]
fn callback_is_signed_with_the_secret_of_the_client() {
    let signed = "callback_hmac: hmac, fields: [{ name: tenant, label: T }]";
    let definition = definition("https://acme.example", "oauth2", signed);
    let authorization = definition.methods[0].authorization().expect("OAuth");
    let example = [
        ("code", "0907a61c0c8d55e99db179b68161bc00"),
        ("hmac", "700e2dadb827fcc8609e9d5ce208b2e9cdaab9df07390d2cbca10d7c328fc4bf"),
        ("shop", "some-shop.myshopify.com"),
        ("state", "0.6784241404160823"),
        ("timestamp", "1337178173"),
    ];
    let secret = Secret::new("hush");
    assert!(authorization.is_signed(example, Some(&secret)));
    let mut reversed = example;
    reversed.reverse();
    assert!(authorization.is_signed(reversed, Some(&secret)));
    assert!(!authorization.is_signed(example, Some(&Secret::new("other"))));
    assert!(!authorization.is_signed(example, None));
    for (name, value) in
        [("shop", "other.myshopify.com"), ("hmac", ""), ("hmac", "70"), ("hmac", "x")]
    {
        let changed = example.map(|(key, old)| (key, if key == name { value } else { old }));
        assert!(!authorization.is_signed(changed, Some(&secret)), "{name}: {value}");
    }
    let unsigned = example.into_iter().filter(|(name, _)| *name != "hmac");
    assert!(!authorization.is_signed(unsigned, Some(&secret)));
    let twice = example.into_iter().chain([example[1]]);
    assert!(!authorization.is_signed(twice, Some(&secret)));
}

#[test]
fn authorization_address_has_all_parameters() {
    let definition = definition(
        "https://acme.example",
        "oauth2",
        "scopes: [a, b], scope_separator: ',', authorization_params: { access_type: offline, \
         hint: \"{tenant}\", left_out: \"{optional}\", version: 1.10, consent: true, \
         app: \"{client_id}\" }, fields: [{ name: tenant, label: T }, \
         { name: optional, label: O, required: false }]",
    );
    let authorization = definition.methods[0].authorization().expect("OAuth");
    let verifier = CodeVerifier::from_stored("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    // The example of RFC 7636, appendix B.
    assert_eq!(verifier.challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    let address = authorization.address(&AuthorizationRequest {
        client_id: "id",
        redirect_uri: "https://us.example/callback?x=1",
        state: "st&te",
        scopes: &authorization.token.scopes,
        verifier: &verifier,
        // The user has left out a client of their own.
        values: &values(&[("tenant", "a&b"), ("optional", ""), ("client_id", "")]),
    });
    let address = address.expect("an address");
    let pairs: Vec<(String, String)> = address.query_pairs().into_owned().collect();
    let expected = [
        ("tenant", "a&b"),
        ("response_type", "code"),
        ("client_id", "id"),
        ("redirect_uri", "https://us.example/callback?x=1"),
        ("state", "st&te"),
        ("scope", "a,b"),
        ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
        ("code_challenge_method", "S256"),
        ("access_type", "offline"),
        ("hint", "a&b"),
        ("version", "1.10"),
        ("consent", "true"),
        ("app", "id"),
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(pairs, expected);
    assert_ne!(CodeVerifier::generate(), CodeVerifier::generate());
    assert_eq!(CodeVerifier::generate().expect("randomness").expose().len(), 43);
}

#[tokio::test]
async fn code_is_exchanged_with_basic_authentication_and_a_form() {
    let answer = json!({
        "access_token": "at", "refresh_token": "rt", "expires_in": 3600, "token_type": "Bearer",
        "scope": "a b", "id_token": "id", "team": { "id": 7 }
    });
    let third_party = StandIn::start(move |_| Behaviour::json(200, &answer.to_string())).await;
    let definition = definition(
        &third_party.url(""),
        "oauth2",
        "token_params: { tenant: \"{tenant}\" }, fields: [{ name: tenant, label: T }], \
         token_response: { team_id: /team/id }",
    );
    let (outbound, client) = (outbound(), client());
    let values = values(&[("tenant", "a&b")]);
    let endpoint = TokenEndpoint {
        outbound: &outbound,
        settings: definition.methods[0].token_settings().expect("OAuth"),
        client: Some(&client),
        scopes: &[],
        values: &values,
        fields: &[],
    };
    let verifier = CodeVerifier::from_stored("verifier");
    let tokens =
        endpoint.exchange_code("c+de", "https://us.example/callback", Some(&verifier), now());
    let tokens = tokens.await.expect("tokens");
    assert_eq!(tokens.access_token.expose(), "at");
    assert_eq!(tokens.refresh_token.as_ref().map(Secret::expose), Some("rt"));
    assert_eq!(tokens.expires_at, Some(now() + TimeDelta::hours(1)));
    assert_eq!(tokens.scopes, Some(vec!["a".to_owned(), "b".to_owned()]));
    assert_eq!(tokens.extra.get("team_id"), Some(&json!(7)));
    let kept = [("access_token", "at"), ("refresh_token", "rt"), ("id_token", "id")];
    let kept = [&kept[..], &[("token_type", "Bearer"), ("scope", "a b"), ("team_id", "7")]];
    assert_eq!(tokens.values(), self::values(&kept.concat()));
    let shown = format!("{tokens:?} {endpoint:?}");
    for secret in ["\"at\"", "\"rt\"", "s3cret"] {
        assert!(!shown.contains(secret), "{shown}");
    }

    let received = third_party.received();
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].head[0], "POST /token HTTP/1.1");
    assert_eq!(received[0].header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(received[0].header("accept"), Some("application/json"));
    assert!(
        received[0].header("user-agent").is_some_and(|it| it.starts_with("link-token-server/"))
    );
    // `id%3A1:s3cret%2B%2F%3D%7E%C3%BC`
    assert_eq!(
        received[0].header("authorization"),
        Some("Basic aWQlM0ExOnMzY3JldCUyQiUyRiUzRCU3RSVDMyVCQw==")
    );
    let expected = [
        ("grant_type", "authorization_code"),
        ("code", "c+de"),
        ("redirect_uri", "https://us.example/callback"),
        ("code_verifier", "verifier"),
        ("tenant", "a&b"),
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(received[0].params(), expected);
}

#[tokio::test]
async fn requests_follow_the_definition() {
    let third_party = StandIn::start(|received| match received.head[0].as_str() {
        "POST /revoke HTTP/1.1" => Behaviour::answer(200, "", ""),
        _ => Behaviour::json(200, r#"{"access_token":"at"}"#),
    })
    .await;
    let base = third_party.url("");
    let keys = format!(
        "client_authentication: body, request_format: json, refresh_url: {base}/refresh, \
         refresh_params: {{ grant_type: refresh, s: \"{{scopes}}\" }}, revocation_url: {base}/revoke, \
         fields: [{{ name: client_id, label: I }}, {{ name: client_secret, label: S }}]"
    );
    let definition = definition(&base, "oauth2_client_credentials", &keys);
    let (outbound, operator) = (outbound(), client());
    let scopes = ["x".to_owned(), "y".to_owned()];
    // The user's client replaces the operator's.
    let own = values(&[("client_id", "own"), ("client_secret", "own-secret")]);
    let endpoint = TokenEndpoint {
        outbound: &outbound,
        settings: definition.methods[0].token_settings().expect("OAuth"),
        client: Some(&operator),
        scopes: &scopes,
        values: &own,
        fields: &[],
    };
    endpoint.client_credentials(now()).await.expect("a token");
    endpoint.refresh(&"rt".into(), now()).await.expect("a token");
    assert_eq!(endpoint.revoke(&"at".into(), Some(&"rt".into())).await, Ok(true));
    // The operator's secret does not go with another ID.
    let public = values(&[("client_id", "own")]);
    let endpoint = TokenEndpoint { values: &public, ..endpoint };
    endpoint.refresh(&"rt".into(), now()).await.expect("a token");

    // Optional fields that the user has left out leave the operator's client.
    let left_out = values(&[("client_id", ""), ("client_secret", "")]);
    let endpoint = TokenEndpoint { values: &left_out, ..endpoint };
    endpoint.client_credentials(now()).await.expect("a token");
    let without_secret = values(&[("client_id", "own"), ("client_secret", "")]);
    let endpoint = TokenEndpoint { values: &without_secret, ..endpoint };
    endpoint.client_credentials(now()).await.expect("a token");

    let received: Vec<_> = third_party.received();
    let bodies: Vec<(&str, serde_json::Value)> = received
        .iter()
        .map(|it| (it.head[0].as_str(), serde_json::from_str(&it.body).expect("JSON")))
        .collect();
    let client = |mut body: serde_json::Value| {
        body["client_id"] = "own".into();
        body["client_secret"] = "own-secret".into();
        body
    };
    let expected = [
        (
            "POST /token HTTP/1.1",
            client(json!({ "grant_type": "client_credentials", "scope": "x y" })),
        ),
        (
            "POST /refresh HTTP/1.1",
            client(json!({ "grant_type": "refresh", "s": "x y", "refresh_token": "rt" })),
        ),
        (
            "POST /revoke HTTP/1.1",
            client(json!({ "token": "rt", "token_type_hint": "refresh_token" })),
        ),
        (
            "POST /refresh HTTP/1.1",
            json!({ "grant_type": "refresh", "s": "x y", "refresh_token": "rt", "client_id": "own" }),
        ),
        (
            "POST /token HTTP/1.1",
            json!({
                "grant_type": "client_credentials", "scope": "x y", "client_id": "id:1",
                "client_secret": "s3cret+/=~ü",
            }),
        ),
        (
            "POST /token HTTP/1.1",
            json!({ "grant_type": "client_credentials", "scope": "x y", "client_id": "own" }),
        ),
    ];
    assert_eq!(bodies, expected);
    assert!(received.iter().all(|it| it.header("authorization").is_none()));
}

#[tokio::test]
async fn revocation_can_be_a_request_of_the_vendors_own() {
    let third_party = StandIn::start(|received| {
        let is_right = received.body == r#"{"token":"at"}"#;
        let (status, body) =
            if is_right { (204, "") } else { (200, r#"{"ok":false,"error":"gone"}"#) };
        Behaviour::json(status, body)
    })
    .await;
    let base = third_party.url("");
    let keys = format!(
        "token_headers: {{ Api-Version: 3 }}, token_params: {{ grant_type: vendor }}, revocation: {{ request: {{ method: DELETE, url: \
         \"{base}/clients/{{client_id}}\", basic: {{ username: \"{{client_id}}\", password: \
         \"{{client_secret}}\" }}, json: {{ token: \"{{access_token}}\" }} }} }}"
    );
    let definition = definition(&base, "oauth2_client_credentials", &keys);
    let (outbound, client, values) = (outbound(), client(), TemplateValues::new());
    let endpoint = TokenEndpoint {
        outbound: &outbound,
        settings: definition.methods[0].token_settings().expect("OAuth"),
        client: Some(&client),
        scopes: &[],
        values: &values,
        fields: &[],
    };
    assert_eq!(endpoint.revoke(&"at".into(), None).await, Ok(true));
    let refused = endpoint.revoke(&"another".into(), Some(&"rt".into())).await;
    assert!(
        matches!(&refused, Err(TokenError::Rejected { error, .. }) if error == "gone"),
        "{refused:?}"
    );
    let received = third_party.received();
    assert_eq!(received[0].head[0], "DELETE /clients/id%3A1 HTTP/1.1");
    // `id:1:s3cret+/=~ü`, without the encoding that the standard has for token requests.
    assert_eq!(received[0].header("authorization"), Some("Basic aWQ6MTpzM2NyZXQrLz1+w7w="));
    assert!(received[0].header("api-version").is_none());
    endpoint.client_credentials(now()).await.expect_err("no token");
    let received = third_party.received();
    assert_eq!(received[2].header("api-version"), Some("3"));
    // The definition replaces a parameter of the standard.
    assert_eq!(received[2].params(), [("grant_type".to_owned(), "vendor".to_owned())]);
}

#[tokio::test]
async fn errors_do_not_repeat_the_secrets_of_a_request() {
    let padding = Arc::new(AtomicUsize::new(0));
    let before = padding.clone();
    let third_party = StandIn::start(move |received| {
        let padding = "-".repeat(before.load(Ordering::Relaxed));
        let credentials = received.header("authorization").unwrap_or_default();
        let text = format!("{padding}{credentials} {} {:?}", received.body, received.params());
        Behaviour::json(400, &json!({ "error": text, "error_description": text }).to_string())
    })
    .await;
    let base = third_party.url("");
    let client = OAuthClient { id: "id:1".to_owned(), secret: Some("SSSSSS+SSS/SSS".into()) };
    let (outbound, values) = (outbound(), values(&[("own", "OOOOOO&OOOOOO")]));
    let verifier = CodeVerifier::from_stored("VVVVVVVVVVVV");
    let refresh_token = Secret::from("RRR=RRRRRR");
    for authentication in ["basic", "body"] {
        let keys = format!(
            "revocation_url: {base}/revoke, client_authentication: {authentication}, token_params: \
             {{ own: \"{{own}}\" }}, fields: [{{ name: own, label: Own, type: secret }}]"
        );
        let definition = definition(&base, "oauth2_client_credentials", &keys);
        let method = &definition.methods[0];
        let endpoint = TokenEndpoint {
            outbound: &outbound,
            settings: method.token_settings().expect("OAuth"),
            client: Some(&client),
            scopes: &[],
            values: &values,
            fields: &method.fields,
        };
        // A text is cut after 200 characters, also in the middle of a secret.
        for length in (0..200).step_by(9) {
            padding.store(length, Ordering::Relaxed);
            let uri = "https://us.example/callback";
            let exchanged = endpoint.exchange_code("CCC/CCCCCC", uri, Some(&verifier), now());
            for error in [
                exchanged.await.expect_err("refused"),
                endpoint.refresh(&refresh_token, now()).await.expect_err("refused"),
                endpoint.client_credentials(now()).await.expect_err("refused"),
                endpoint.revoke(&"at".into(), Some(&refresh_token)).await.expect_err("refused"),
            ] {
                let shown = format!("{error} {error:?}");
                // The last one begins the ID and the secret of the client in Base64.
                for secret in ["SS", "OO", "VV", "CC", "RR", "aWQl"] {
                    assert!(!shown.contains(secret), "{secret} at {length}: {shown}");
                }
            }
        }
        // One secret is the beginning of another one, and one was left out.
        padding.store(0, Ordering::Relaxed);
        for own in ["SSSSSS", ""] {
            let values = self::values(&[("own", own)]);
            let endpoint = TokenEndpoint { values: &values, ..endpoint.clone() };
            let error = endpoint.client_credentials(now()).await.expect_err("refused");
            let shown = error.to_string();
            assert!(!shown.contains("SS"), "{shown}");
            assert!(shown.contains(" grant_type=client_credentials"), "{shown}");
        }
    }
}

#[test]
fn issuer_is_compared_exactly_if_the_definition_names_one() {
    let is_issuer = |keys: &str, iss: &str| {
        let keys = format!("{keys}fields: [{{ name: tenant, label: T }}]");
        let definition = definition("https://acme.example/a", "oauth2", &keys);
        let authorization = definition.methods[0].authorization().expect("OAuth");
        authorization.is_issuer(iss, &values(&[("tenant", "t1")]))
    };
    for (iss, expected) in [
        ("https://acme.example/a", true),
        ("https://acme.example/b/", true),
        ("https://acme.example/?a", false),
        ("https://acme.example:8443", false),
        ("https://acme.example.evil.example", false),
        ("https://acme.examp\nle", false),
        ("https://acme%2Eexample", false),
        ("https://evil.example", false),
        ("acme", false),
    ] {
        assert_eq!(is_issuer("", iss), expected, "{iss}");
    }
    for (iss, expected) in [
        ("https://id.example/t1", true),
        ("https://id.example/t1/", false),
        ("https://id.example/t2", false),
        ("https://acme.example/a", false),
    ] {
        assert_eq!(is_issuer("issuer: \"https://id.example/{tenant}\", ", iss), expected, "{iss}");
    }
}

#[test]
fn lifetime_is_read_in_all_forms() {
    let seconds = |keys: &str, expires_in: &str| {
        let body = format!("{{\"access_token\":\"x\",\"expires_in\":{expires_in}}}");
        let tokens = read(keys, 200, &body).expect(&body);
        tokens.expires_at.map(|at| (at - now()).num_seconds())
    };
    for (expires_in, expected) in [
        ("3600", Some(3600)),
        ("1", Some(1)),
        ("\"3600\"", Some(3600)),
        ("\" 3600 \"", Some(3600)),
        ("3599.9", Some(3599)),
        ("\"3599.9\"", Some(3599)),
        ("3.6e3", Some(3600)),
        ("999999999", Some(315_360_000)),
        // Points in time.
        ("1800003600", Some(3600)),
        ("\"1800003600\"", Some(3600)),
        ("1800003600000", Some(3600)),
        ("2115360000", Some(315_360_000)),
        ("2115360001", None),
        ("1000000000", None),
        ("1799999999", None),
        ("2147483647000", None),
        ("1000000000000", None),
        ("1e300", None),
        ("\"1e999\"", None),
        ("0", None),
        ("-1", None),
        ("\"NaN\"", None),
        ("null", None),
        ("\"soon\"", None),
        ("true", None),
        ("[3600]", None),
    ] {
        assert_eq!(seconds("", expires_in), expected, "{expires_in}");
        let or_default = Some(expected.unwrap_or(7200));
        assert_eq!(seconds("expires_in: 7200", expires_in), or_default, "{expires_in}");
    }
    assert_eq!(read("", 200, r#"{"access_token":"x"}"#).expect("a token").expires_at, None);
}

#[test]
fn token_response_is_read_in_many_shapes() {
    let nested = "token_response: { access_token: /data/0/token, refresh_token: /data/0/refresh, \
                  instance: /data/0/instance, expires_in: /data/0/lifetime, scope: /data/0/scope, \
                  token_type: /data/0/type, id_token: /data/0/id }";
    for (keys, body, access, refresh, scopes) in [
        // GitHub without `Accept`.
        (
            "",
            "access_token=at&scope=repo%2Cgist&token_type=bearer",
            "at",
            None,
            Some(vec!["repo", "gist"]),
        ),
        (
            "",
            "\u{feff}{\"access_token\":\"at\",\"scope\":[\"a\",\"b\"]}\r\n",
            "at",
            None,
            Some(vec!["a", "b"]),
        ),
        ("", r#"{"access_token":"at","refresh_token":"","scope":""}"#, "at", None, Some(vec![])),
        ("", r#"{"access_token":12,"refresh_token":null,"error":""}"#, "12", None, None),
        ("", r#"{"access_token":"at","refresh_token":false}"#, "at", None, None),
        (
            "",
            r#"{"access_token":"at","refresh_token":"rt","error":null,"error_code":0}"#,
            "at",
            Some("rt"),
            None,
        ),
        (
            nested,
            r#"{"data":[{"token":"at","refresh":"rt","instance":"x"}]}"#,
            "at",
            Some("rt"),
            None,
        ),
    ] {
        let tokens = read(keys, 200, body).unwrap_or_else(|error| panic!("{body}: {error}"));
        assert_eq!(tokens.access_token.expose(), access, "{body}");
        assert_eq!(tokens.refresh_token.as_ref().map(Secret::expose), refresh, "{body}");
        let scopes = scopes.map(|it| it.into_iter().map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(tokens.scopes, scopes, "{body}");
    }
    let body = r#"{"data":[{"token":"at","lifetime":60,"scope":"a","type":"t","id":"i"}]}"#;
    let tokens = read(nested, 200, body).expect("tokens");
    assert_eq!(tokens.expires_at, Some(now() + TimeDelta::minutes(1)));
    let expected = [("access_token", "at"), ("id_token", "i"), ("scope", "a"), ("token_type", "t")];
    assert_eq!(tokens.values(), values(&expected));
}

#[test]
fn errors_are_read_in_many_shapes() {
    for (status, body, error, description) in [
        (
            400,
            r#"{"error":"invalid_grant","error_description":"Code\nexpired\u202e"}"#,
            "invalid_grant",
            Some("Code expired"),
        ),
        (200, r#"{"ok":false,"error":"invalid_code"}"#, "invalid_code", None),
        (200, r#"{"ok":false,"error":"invalid_code","access_token":"x"}"#, "invalid_code", None),
        (200, r#"{"ok":false,"code":"no_team","message":"No"}"#, "no_team", Some("No")),
        (400, r#"{"error":"","error_code":0,"code":false,"type":"denied"}"#, "denied", None),
        (
            200,
            "error=bad_verification_code&error_description=The+code+is+wrong",
            "bad_verification_code",
            Some("The code is wrong"),
        ),
        (200, r#"{"error":"bad_refresh_token"}"#, "invalid_grant", Some("bad_refresh_token")),
        (
            400,
            r#"{"error":{"message":"Bad","type":"OAuthException","code":190}}"#,
            "190",
            Some("Bad"),
        ),
        (
            400,
            r#"{"errors":[{"code":"invalid_client","message":"No"}]}"#,
            "invalid_client",
            Some("No"),
        ),
        (400, r#"{"errors":["invalid_client"]}"#, "invalid_client", None),
        (
            400,
            r#"[{"error":"invalid_grant","error_description":"expired"}]"#,
            "invalid_grant",
            None,
        ),
        (401, r#"{"code":401,"message":"Unauthorized"}"#, "401", Some("Unauthorized")),
        (403, r#"{"message":"Forbidden"}"#, "status_403", Some("Forbidden")),
        (503, r#"{"error":"temporarily_unavailable"}"#, "temporarily_unavailable", None),
    ] {
        let keys = "invalid_grant_errors: [bad_refresh_token]";
        match read(keys, status, body) {
            Err(TokenError::Rejected { status: found, error: code, description: text, .. }) => {
                assert_eq!((found, code.as_str()), (status, error), "{body}");
                if description.is_some() {
                    assert_eq!(text.as_deref(), description, "{body}");
                }
            }
            other => panic!("{body}: {other:?}"),
        }
    }
    for (body, shown) in [
        (r#"{"error":"a"}"#, "the third party answered a"),
        (r#"{"error":"a","error_description":"b"}"#, "the third party answered a: b"),
    ] {
        assert_eq!(read("", 400, body).expect_err("refused").to_string(), shown);
    }
    let long = format!(r#"{{"error":"e","error_description":"{}"}}"#, "ü".repeat(1000));
    let Err(TokenError::Rejected { description: Some(text), .. }) = read("", 400, &long) else {
        panic!("not rejected");
    };
    assert_eq!(text, "ü".repeat(200));
}

/// A gateway may give up on a third party that has replaced the refresh token.
#[test]
fn third_party_may_have_acted_when_its_gateway_answers_with_an_error() {
    let body = r#"{"error":"bad_gateway","message":"upstream timed out"}"#;
    for (status, expected) in
        [(400, false), (401, false), (429, false), (500, true), (502, true), (504, true)]
    {
        let error = read("", status, body).expect_err("no tokens");
        assert!(matches!(error, TokenError::Rejected { .. }), "{error:?}");
        assert_eq!(error.may_have_been_received(), expected, "{status}");
    }
}

#[test]
fn third_party_that_is_busy_can_ask_for_a_pause() {
    for (status, body, seconds) in [
        (429, r#"{"error":"slow_down"}"#, Some(120)),
        (503, "<html>", Some(120)),
        (400, r#"{"error":"invalid_request"}"#, None),
    ] {
        let mut response = response(status, None, body);
        response.headers.insert(header::RETRY_AFTER, HeaderValue::from_static("120"));
        let asked = read_token_response(&settings(""), &response, now())
            .expect_err("no tokens")
            .retry_after();
        assert_eq!(asked.map(|pause| pause.num_seconds()), seconds, "{status}");
    }
}

#[test]
fn answer_that_cannot_be_understood_says_why() {
    let html = "<!DOCTYPE html><html>error=invalid_grant</html>";
    for (status, content_type, body, expected) in [
        (200, Some("text/html; charset=utf-8"), html, "it is HTML or XML"),
        (502, Some("text/html"), html, "it is HTML or XML"),
        (200, None, "", "it is empty"),
        (200, Some("application/json"), "ok", "it is neither JSON nor a form"),
        (200, None, "{\"access_token\":", "it is neither JSON nor a form"),
        (200, None, "\"access_token=x\"", "it is neither JSON nor a form"),
        (200, None, "null", "it is neither JSON nor a form"),
        (200, None, "{}", "it has neither an access token nor an error"),
        (200, None, r#"{"access_token":""}"#, "it has neither an access token nor an error"),
        (200, None, r#"{"access_token":["x"]}"#, "it has neither an access token nor an error"),
        (200, None, r#"{"access_token":false}"#, "it has neither an access token nor an error"),
        (200, None, r#"{"message":"x"}"#, "it has neither an access token nor an error"),
        (400, None, r#"{"access_token":"x"}"#, "it has neither an access token nor an error"),
        (302, None, r#"{"access_token":"x"}"#, "it is a redirect, and none is followed"),
        (200, None, "{\"access_token\":\"a\\r\\nb\"}", "its access token has control characters"),
    ] {
        let found =
            read_token_response(&settings(""), &response(status, content_type, body), now());
        let Err(TokenError::Unintelligible { status: found, reason, content_type: media, .. }) =
            found
        else {
            panic!("{body}: {found:?}");
        };
        assert_eq!((found, reason), (status, expected), "{body}");
        assert_eq!(media.as_deref(), content_type.map(|it| it.split(';').next().expect("one")));
    }
    // Deep nesting does not exhaust the stack.
    assert!(read("", 200, &"[".repeat(500_000)).is_err());
}

#[test]
fn only_an_invalid_grant_ends_a_grant() {
    let ends =
        |status, body: &str| read("", status, body).expect_err("no token").is_invalid_grant();
    let invalid_grant = r#"{"error":"invalid_grant"}"#;
    assert!(ends(400, invalid_grant) && ends(401, invalid_grant) && ends(200, invalid_grant));
    for (status, body) in [
        (500, invalid_grant),
        (503, ""),
        (400, r#"{"error":"invalid_client"}"#),
        (400, r#"{"error":"invalid_request"}"#),
        (200, "<html>invalid_grant</html>"),
        (401, ""),
    ] {
        assert!(!ends(status, body), "{status} {body}");
    }
}

fn get(url: &str) -> OutboundRequest {
    OutboundRequest::new(Method::GET, url.parse().expect("a URL"))
}

#[tokio::test]
async fn answers_without_an_end_are_refused() {
    const OK: &str = "HTTP/1.1 200 OK\r\n";
    for (start, more) in [
        ("HTTP/1.1 200 OK\r\n\r\n", "0123456789abcdef"),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "10\r\n0123456789abcdef\r\n"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", "0123456789abcdef"),
    ] {
        let third_party = StandIn::start(move |_| Behaviour::Endless(start, more)).await;
        let sent = outbound().send(get(&third_party.url("/"))).await;
        let expected = OutboundError::TooLarge { host: "127.0.0.1".to_owned(), limit: 1024 * 1024 };
        assert_eq!(sent.expect_err("too large"), expected, "{start}");
        let mut request = get(&third_party.url("/"));
        request.body_limit = BodyLimit::Truncate(20);
        let sent = outbound().send(request).await.expect("the start of the answer");
        assert_eq!(sent.body, b"0123456789abcdef0123");
    }
    for (start, more) in [(OK, "X-More: 0123456789abcdef\r\n"), (OK, "x"), ("", "x")] {
        let third_party = StandIn::start(move |_| Behaviour::Endless(start, more)).await;
        let sent = outbound().send(get(&third_party.url("/"))).await;
        assert!(matches!(sent, Err(OutboundError::Interrupted { .. })), "{sent:?}");
    }
}

#[tokio::test]
async fn body_of_exactly_the_limit_is_read() {
    let third_party =
        StandIn::start(|_| Behaviour::answer(200, "", &"x".repeat(1024 * 1024))).await;
    // By its name, which the resolver of the system knows.
    let url = format!("http://localhost:{}/", third_party.address.port());
    let answer = outbound().send(get(&url)).await.expect("an answer");
    assert_eq!(answer.body.len(), 1024 * 1024);
}

#[test]
fn proxy_of_the_environment_is_not_used() {
    let unused = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let proxy = format!("http://{}", unused.local_addr().expect("an address"));
    drop(unused);
    let output = std::process::Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "body_of_exactly_the_limit_is_read"])
        .envs(["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"].map(|name| (name, &proxy)))
        .output()
        .expect("it runs");
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && shown.contains("1 passed"), "{shown}");
}

#[tokio::test]
async fn answers_that_stall_or_break_are_told_apart() {
    for start in ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"] {
        let third_party = StandIn::start(move |_| Behaviour::Stall(start)).await;
        let sent = outbound_with(Duration::from_millis(300)).send(get(&third_party.url("/"))).await;
        let error = sent.expect_err("no answer");
        let expected = OutboundError::TimedOut { host: "127.0.0.1".to_owned(), is_connected: true };
        assert_eq!(error, expected, "{start:?}");
        assert!(error.may_have_been_received());
    }
    for bytes in [
        "",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc",
        "SSH-2.0-x\r\n",
    ] {
        let third_party = StandIn::start(move |_| Behaviour::Bytes(bytes.to_owned())).await;
        let error = outbound().send(get(&third_party.url("/"))).await.expect_err("no answer");
        assert!(matches!(error, OutboundError::Interrupted { .. }), "{bytes:?}: {error:?}");
        assert!(error.may_have_been_received());
        assert_eq!(third_party.received().len(), 1, "the request is sent once");
        if bytes.ends_with("abc") {
            let mut request = get(&third_party.url("/"));
            request.body_limit = BodyLimit::Start(20);
            let sent = outbound().send(request).await.expect("the start of the answer");
            assert_eq!(sent.body, b"abc");
        }
    }
    // A port that was just freed.
    let free = StandIn::start(|_| Behaviour::json(200, "")).await.address;
    let error = outbound().send(get(&format!("http://{free}/secret?x=secret"))).await;
    let error = error.expect_err("nothing listens");
    assert!(matches!(error, OutboundError::Unreachable { .. }), "{error:?}");
    assert!(!error.may_have_been_received() && !error.to_string().contains("secret"));
}

#[tokio::test]
async fn redirects_are_answers() {
    let private = StandIn::start(|_| Behaviour::json(200, r#"{"access_token":"x"}"#)).await;
    let location = format!("Location: {}\r\n", private.url("/token"));
    let third_party = StandIn::start(move |_| Behaviour::answer(307, &location, "")).await;
    let answer = outbound().send(get(&third_party.url("/"))).await.expect("an answer");
    assert_eq!(answer.status, StatusCode::TEMPORARY_REDIRECT);
    assert!(private.received().is_empty());
}

#[tokio::test]
async fn private_addresses_are_refused_however_they_are_written() {
    let third_party = StandIn::start(|_| Behaviour::json(200, "{}")).await;
    let port = third_party.address.port();
    let outbound = Outbound::new(OutboundSettings::default()).expect("a client");
    for scheme in ["http", "https"] {
        for host in [
            "127.0.0.1",
            "127.1",
            "2130706433",
            "0x7f000001",
            "017700000001",
            "127.0.0.1.",
            "localhost",
            "LOCALHOST",
            "0.0.0.0",
            "0",
            "[::1]",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[64:ff9b::7f00:1]",
            "169.254.169.254",
            "10.0.0.1",
            "192.168.1.1",
            "100.64.0.1",
            "[fe80::1]",
            "[fd00:ec2::254]",
            "\u{ff11}\u{ff12}\u{ff17}.0.0.1",
            "127\u{3002}0\u{3002}0\u{3002}1",
        ] {
            let sent = outbound.send(get(&format!("{scheme}://{host}:{port}/"))).await;
            assert!(matches!(sent, Err(OutboundError::RefusedAddress { .. })), "{host}: {sent:?}");
        }
    }
    assert!(third_party.received().is_empty());
    let sent = outbound.send(get("http://1.1.1.1/")).await;
    assert!(matches!(sent, Err(OutboundError::PlainHttp { .. })), "{sent:?}");
    for url in ["ftp://acme.example/", "file:///etc/passwd", "data:,x", "unix:/run/x"] {
        assert_eq!(outbound.send(get(url)).await.expect_err(url), OutboundError::InvalidAddress);
    }
}

#[tokio::test]
async fn verification_judges_status_and_body() {
    let third_party = StandIn::start(|received| match received.head[0].as_str() {
        "GET /good HTTP/1.1" => Behaviour::json(200, r#"{"ok":true}"#),
        "GET /bad HTTP/1.1" => Behaviour::json(200, r#"{"ok":false}"#),
        "GET /html HTTP/1.1" => Behaviour::answer(200, "", "<html>"),
        "GET /denied HTTP/1.1" => Behaviour::json(401, "{}"),
        "GET /often HTTP/1.1" => Behaviour::json(429, "{}"),
        "GET /moved HTTP/1.1" => Behaviour::answer(302, "Location: /good\r\n", ""),
        "GET /broken HTTP/1.1" => Behaviour::json(500, "{}"),
        _ => Behaviour::json(503, "{}"),
    })
    .await;
    let refused = |status| VerificationError::Refused { status, message: Some("No.".to_owned()) };
    for (path, expected) in [
        ("good", Ok(())),
        ("bad", Err(refused(200))),
        ("html", Err(VerificationError::NotJson { status: 200 })),
        ("denied", Err(refused(401))),
        ("moved", Err(refused(302))),
        ("often", Err(VerificationError::Unavailable { status: 429 })),
        ("broken", Err(VerificationError::Unavailable { status: 500 })),
        ("down", Err(VerificationError::Unavailable { status: 503 })),
    ] {
        let text = format!(
            "name: a\nlabel: A\nauthentication:\n  api_key:\n    fields: [{{ name: key, label: K }}]\n\
             verification:\n  request: {{ url: \"{}\", headers: {{ X-Key: \"{{key}}\" }} }}\n  \
             success_body: {{ /ok: true }}\n  message: No.\n",
            third_party.url("/{key}")
        );
        let definition = Definition::parse("a.yaml", &text).expect("a definition").0;
        let verification = definition.methods[0].verification.as_ref().expect("one");
        let outcome = verification.run(&outbound(), &values(&[("key", path)])).await;
        assert_eq!(outcome, expected, "{path}");
        assert_eq!(third_party.received().last().expect("one").header("x-key"), Some(path));
        let outcome = verification.run(&outbound(), &values(&[("key", "a\r\nX-Evil: b")])).await;
        let refused = RenderError::NotForHeader("key".to_owned());
        assert_eq!(outcome, Err(VerificationError::Request(refused)));
    }
}

#[test]
fn request_with_a_form_encodes_its_values_and_shows_no_headers() {
    let text = "name: a\nlabel: A\nauthentication:\n  api_key:\n    \
                fields: [{ name: key, label: K }, { name: team, label: T, required: false }]\n\
                verification:\n  request:\n    method: POST\n    url: https://acme.example/\n    \
                basic: { username: hunter2, password: \"{key}\" }\n    \
                headers: { X-Key: \"{key}\" }\n    form: { key: \"{key}\", team: \"{team}\", v: 2 }\n";
    let definition = Definition::parse("a.yaml", text).unwrap_or_else(|it| panic!("{it}")).0;
    let verification = definition.methods[0].verification.as_ref().expect("one");
    let request = verification.request.render(&values(&[("key", "hunter2&a=b"), ("team", "")]));
    let request = request.expect("a request");
    assert_eq!(request.method, Method::POST);
    assert_eq!(request.body, b"key=hunter2%26a%3Db&v=2");
    assert_eq!(request.headers[header::CONTENT_TYPE], "application/x-www-form-urlencoded");
    // `hunter2:hunter2&a=b`
    assert_eq!(request.headers[header::AUTHORIZATION], "Basic aHVudGVyMjpodW50ZXIyJmE9Yg==");
    let shown = format!("{:?}", request.headers);
    assert!(!shown.contains("hunter2") && !shown.contains("aHVudGVy"), "{shown}");
}

#[tokio::test]
async fn account_request_picks_facts() {
    let answer = json!({
        "user": { "id": 12_345_678_901_234_567_890_u64, "name": "A\u{202e}\nB" },
        "sites": [{ "url": "https://acme.example" }],
        "nothing": null
    });
    let third_party = StandIn::start(move |_| Behaviour::json(200, &answer.to_string())).await;
    let text = format!(
        "name: a\nlabel: A\nauthentication:\n  api_key:\n    fields:\n      \
         - {{ name: user, label: U }}\n      - {{ name: key, label: K }}\n\
         account:\n  request:\n    method: POST\n    url: {}\n    \
         basic: {{ username: \"{{user}}/token\", password: \"{{key}}\" }}\n    \
         json: {{ query: \"{{{{ me }}}}\", limit: 1, key: [\"{{key}}\"] }}\n  \
         context: {{ base_url: /sites/0/url, nothing: /nothing, absent: /a/b }}\n  \
         upstream_id: /user/id\n  upstream_name: /user/name\n",
        third_party.url("/graphql")
    );
    let definition = Definition::parse("a.yaml", &text).unwrap_or_else(|it| panic!("{it}")).0;
    let account = definition.methods[0].account.as_ref().expect("one");
    let values = values(&[("user", "u"), ("key", "\"quoted\"")]);
    let facts = account.run(&outbound(), &values).await.expect("facts");
    let expected = AccountFacts {
        context: serde_json::Map::from_iter([(
            "base_url".to_owned(),
            json!("https://acme.example"),
        )]),
        upstream_id: Some("12345678901234567890".to_owned()),
        upstream_name: Some("A  B".to_owned()),
    };
    assert_eq!(facts, expected);
    let text = text.replace("/user/id", "/user/number");
    let other = Definition::parse("a.yaml", &text).unwrap_or_else(|it| panic!("{it}")).0;
    let account = other.methods[0].account.as_ref().expect("one");
    let error = account.run(&outbound(), &values).await.expect_err("no ID");
    assert_eq!(
        error.to_string(),
        "the answer with status 200 has no ID of the account at `/user/number`"
    );
    let received = &third_party.received()[0];
    let body: serde_json::Value = serde_json::from_str(&received.body).expect("JSON");
    assert_eq!(body, json!({ "query": "{ me }", "limit": 1, "key": ["\"quoted\""] }));
    // `u/token:"quoted"`
    assert_eq!(received.header("authorization"), Some("Basic dS90b2tlbjoicXVvdGVkIg=="));
    assert_eq!(received.header("content-type"), Some("application/json"));
}

proptest! {
    /// Whatever a third party answers, reading it neither panics nor shows more than it may.
    #[test]
    fn any_answer_is_read_or_refused(
        status in 200..600_u16,
        body in r#".{0,60}|\{"(access_token|error|errors|ok|message|expires_in)": ?.{0,40}\}?"#,
    ) {
        match read("", status, &body) {
            Ok(tokens) => prop_assert!(status < 300 && !tokens.access_token.expose().is_empty()),
            Err(TokenError::Rejected { error, description, .. }) => {
                let description = description.unwrap_or_default();
                for shown in [error, description] {
                    prop_assert!(shown.chars().count() <= 200 && !shown.contains(char::is_control));
                }
            }
            Err(error) => {
                prop_assert!(matches!(error, TokenError::Unintelligible { .. }), "{error:?}");
            }
        }
    }
}
