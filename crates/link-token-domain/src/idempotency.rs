//! Idempotency keys, which make the creation of a link token repeatable.
//!
//! The link token of a request with an `Idempotency-Key` is not random, but derived from the key
//! and the caller's API token. Only the caller has the API token: the store has its hash. So the
//! same request returns the same link token, which the store need not keep.

use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use link_token_types as types;
use sha2::Sha256;
use uuid::Uuid;

use super::{
    Refusal,
    context::Context,
    link_token::{Fingerprint, Issued, LinkToken, LinkTokenRecord, Terms},
    request::{IssueRequest, RequestedPurpose},
};

// Labels keep the derivations apart from each other and from those of later versions.
const TOKEN_LABEL: &[u8] = b"link-token v1 idempotent token\0";
const REQUEST_LABEL: &[u8] = b"link-token v1 idempotent request\0";

/// The link token and the fingerprint of a request with an idempotency key.
#[derive(Clone)]
pub struct Idempotency {
    pub link_token: LinkToken,
    /// Distinguishes the request from others with the same key.
    pub fingerprint: Fingerprint,
}

impl fmt::Debug for Idempotency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Idempotency(…)")
    }
}

impl Idempotency {
    /// Derives the link token and the fingerprint of a request with a key, for the caller with an
    /// API token.
    pub fn derive(
        api_token: &str,
        key: &types::IdempotencyKey,
        request: &IssueRequest,
    ) -> Result<Self, serde_json::Error> {
        let token = keyed_hash(api_token, TOKEN_LABEL, unquoted(key).as_bytes());
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&token[..16]);
        Ok(Self {
            // A UUID of version 8 (RFC 9562, section 5.8) has 122 free bits.
            link_token: LinkToken::from(types::LinkToken(Uuid::new_v8(bytes))),
            fingerprint: Fingerprint(keyed_hash(api_token, REQUEST_LABEL, &canonical(request)?)),
        })
    }

    /// Returns the token to a repeated request, even if the token was consumed meanwhile. Refuses
    /// another request with the same idempotency key.
    pub fn repeat<C>(&self, before: &LinkTokenRecord<C>) -> Result<Issued, Refusal> {
        if before.fingerprint != Some(self.fingerprint) {
            return Err(Refusal::KeyReused);
        }
        Ok(Issued { link_token: self.link_token, expires_at: before.grant.expires_at })
    }
}

/// Returns a key without its optional quotes.
fn unquoted(key: &types::IdempotencyKey) -> &str {
    let key = key.as_str();
    key.strip_prefix('"').and_then(|key| key.strip_suffix('"')).unwrap_or(key)
}

fn keyed_hash(api_token: &str, label: &[u8], message: &[u8]) -> [u8; 32] {
    let mut hmac = Hmac::<Sha256>::new_from_slice(api_token.as_bytes())
        .expect("HMAC takes keys of any length (RFC 2104)");
    hmac.update(label);
    hmac.update(message);
    hmac.finalize().into_bytes().into()
}

/// Returns a canonical form of a request: requests with the same meaning have the same form.
///
/// The structs are destructured, so that a new field does not compile until it is included here.
fn canonical(request: &IssueRequest) -> Result<Vec<u8>, serde_json::Error> {
    let IssueRequest { purpose, context, terms } = request;
    let Terms { persist_previous_context, redirect_uri, scopes, static_gate_id, code_challenge } =
        terms;
    let (tenant_id, account_id, region) = match purpose {
        RequestedPurpose::NewAccount { tenant_id, region } => (Some(tenant_id), None, Some(region)),
        RequestedPurpose::Reauthorisation { account_id, tenant_id } => {
            (tenant_id.as_ref(), Some(account_id), None)
        }
    };
    serde_json::to_vec(&(
        tenant_id,
        account_id,
        region,
        context.as_ref().map(Context::to_json).transpose()?,
        persist_previous_context,
        redirect_uri.as_ref().map(AsRef::<str>::as_ref),
        scopes,
        static_gate_id,
        code_challenge.map(|challenge| challenge.encode()),
    ))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn derive(api_token: &str, key: &str, request: Value) -> Idempotency {
        let request: types::LinkTokenRequest = serde_json::from_value(request).expect("fits");
        let request = IssueRequest::check(request).expect("valid");
        let key = key.parse().expect("a key");
        Idempotency::derive(api_token, &key, &request).expect("derived")
    }

    #[test]
    fn derived_link_token_depends_only_on_key_and_api_token() {
        let body = || json!({ "tenant_id": "a" });
        let first = derive("lta_1", "key", body());
        assert_eq!(
            derive("lta_1", "key", json!({ "tenant_id": "b" })).link_token,
            first.link_token
        );
        assert_eq!(derive("lta_1", "\"key\"", body()).link_token, first.link_token);
        assert_ne!(derive("lta_1", "Key", body()).link_token, first.link_token);
        assert_ne!(derive("lta_2", "key", body()).link_token, first.link_token);
        for odd in ["key\"", "\"key\"\""] {
            assert_ne!(derive("lta_1", odd, body()).link_token, first.link_token, "{odd}");
        }
    }

    /// The store has fingerprints and hashes of tokens of earlier versions: a request that is
    /// repeated after an upgrade has the same ones. The values were computed without this code.
    #[test]
    fn derivation_stays_the_same_in_later_versions() {
        let id = "1ba1f401-7183-47c5-9e39-e8e257e3c795";
        for (request, fingerprint) in [
            (
                json!({
                    "tenant_id": "a",
                    "region": "eu",
                    "context": { "y": ["z"], "x": 1 },
                    "persist_previous_context": true,
                    "redirect_uri": "https://a.example/b",
                    "scopes": ["c", "d"],
                    "truto_static_gate_id": id,
                    "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                }),
                "1dfad97225decc9ede42013ca72f6175da61774dbc9102f0afeb4afe99a6c097",
            ),
            (
                json!({ "integrated_account_id": id }),
                "3523828f791380416a6b018f82ecb6ec3b239a9f572679f0d38ebc90df1273e2",
            ),
        ] {
            let derived = derive("lta_1", "key", request);
            let token = types::LinkToken::from(derived.link_token);
            assert_eq!(token.0.to_string(), "7c05855f-ce75-8bae-9fa1-2c0df09f4906");
            assert_eq!(hex::encode(derived.fingerprint.0), fingerprint);
        }
    }

    #[test]
    fn fingerprint_is_equal_when_requests_mean_the_same() {
        let print = |body: Value| derive("lta_1", "key", body).fingerprint;
        let first =
            print(json!({ "tenant_id": "a", "context": { "x": 1, "y": 2 }, "scopes": ["b"] }));
        for same in [
            json!({ "scopes": ["b", "b"], "context": { "y": 2, "x": 1 }, "tenant_id": "a", "region": "wnam" }),
            json!({ "tenant_id": "a", "context": "{\"x\": 1, \"y\": 2}", "scopes": ["b"], "redirect_uri": null }),
            json!({ "tenant_id": "a", "context": { "x": 1, "y": 2 }, "scopes": ["b"], "unknown": 1 }),
        ] {
            assert_eq!(print(same.clone()), first, "{same}");
        }
        for other in [
            json!({ "tenant_id": "a", "context": { "x": 1, "y": 3 }, "scopes": ["b"] }),
            json!({ "tenant_id": "a", "context": { "x": 1, "y": 2 } }),
            json!({ "tenant_id": "b", "context": { "x": 1, "y": 2 }, "scopes": ["b"] }),
            json!({ "tenant_id": "a", "context": { "x": 1, "y": 2 }, "scopes": ["b"], "region": "eu" }),
            json!({ "integrated_account_id": Uuid::nil(), "context": { "x": 1, "y": 2 }, "scopes": ["b"] }),
            json!({ "tenant_id": "a", "context": { "x": 1, "y": 2 }, "scopes": ["b"], "persist_previous_context": true }),
            json!({ "tenant_id": "a", "context": { "x": 1, "y": 2 }, "scopes": ["b"], "redirect_uri": "https://a.example" }),
            json!({ "tenant_id": "a", "context": { "x": 1, "y": 2 }, "scopes": ["b"], "truto_static_gate_id": Uuid::nil() }),
            json!({ "tenant_id": "a", "context": { "x": 1, "y": 2 }, "scopes": ["b"], "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM" }),
        ] {
            assert_ne!(print(other.clone()), first, "{other}");
        }
    }
}
