//! The functions that each request runs and that wait for nothing, to be measured alone: their time
//! with `cargo bench --package link-token-bench`, their instructions with
//! `cargo xtask bench --instructions`.

use std::{hint::black_box, sync::LazyLock};

use link_token_domain::{
    api_token::ApiTokenSecret, idempotency::Idempotency, link_token::LinkToken,
    request::IssueRequest,
};
use link_token_store::encryption::{Encrypted, EncryptionKey, Keyring};
use link_token_types as types;
use lockstep_dropshot::JsonBody;

/// The body of the published example, for a new account, with some fields that nobody knows, as the
/// SDKs send them.
pub const BODY: &str = r#"{"tenant_id":"acme-1","context":"{\n  \"label\": \"Production Hubspot Account\"\n}\n","redirect_uri":"https://example.com/redirect","scopes":["read:users","write:contacts"],"persist_previous_context":false,"region":"wnam","description":"the SDKs send fields that nobody knows","integration_name":"hubspot","metadata":{"source":"backend","trace":"8e03978e40d543e8bc936894a57f9324"}}"#;

/// A function, by a name.
pub type Function = (&'static str, fn());

/// The functions that each request goes through.
pub const FUNCTIONS: &[Function] = &[
    ("parse-request", || {
        black_box(parse(black_box(BODY)));
    }),
    ("check-request", || {
        black_box(check(black_box(&REQUEST)));
    }),
    ("hash-link-token", || {
        black_box(black_box(*LINK_TOKEN).hash());
    }),
    ("hash-api-token", || {
        black_box(ApiTokenSecret::hash_presented(black_box(API_TOKEN.expose())));
    }),
    ("derive-idempotent", || {
        let key = types::IdempotencyKey::try_from("8e03978e-40d5-43e8-bc93-6894a57f9324");
        let key = key.expect("a key");
        black_box(Idempotency::derive(API_TOKEN.expose(), &key, &CHECKED).expect("derived"));
    }),
    ("encrypt-context", || {
        black_box(KEYS.encrypt(b"a row", black_box(CONTEXT)));
    }),
    ("decrypt-context", || {
        black_box(KEYS.decrypt(b"a row", black_box(&ENCRYPTED)).expect("decrypted"));
    }),
    ("serialise-reply", || {
        black_box(serde_json::to_string(black_box(&*REPLY)).expect("plain fields"));
    }),
];

const CONTEXT: &[u8] = br#"{"label":"Production Hubspot Account"}"#;

static REQUEST: LazyLock<types::LinkTokenRequest> = LazyLock::new(|| parse(BODY));
static CHECKED: LazyLock<IssueRequest> = LazyLock::new(|| check(&REQUEST));
static LINK_TOKEN: LazyLock<LinkToken> =
    LazyLock::new(|| LinkToken::generate().expect("randomness"));
static API_TOKEN: LazyLock<ApiTokenSecret> =
    LazyLock::new(|| ApiTokenSecret::generate().expect("randomness"));
static KEYS: LazyLock<Keyring> =
    LazyLock::new(|| Keyring::new(&EncryptionKey::generate().expect("randomness"), &[]));
static ENCRYPTED: LazyLock<Encrypted> = LazyLock::new(|| KEYS.encrypt(b"a row", CONTEXT));
static REPLY: LazyLock<types::LinkTokenResponse> = LazyLock::new(|| types::LinkTokenResponse {
    link_token: (*LINK_TOKEN).into(),
    expires_at: chrono::DateTime::from_timestamp_millis(1_764_000_000_123).expect("a time"),
});

fn parse(body: &str) -> types::LinkTokenRequest {
    let JsonBody(request) = JsonBody::from_slice(body.as_bytes()).expect("keeps to the contract");
    request
}

fn check(request: &types::LinkTokenRequest) -> IssueRequest {
    IssueRequest::check(request.clone()).expect("valid")
}
