//! The keys of OAuth.

use std::{collections::BTreeMap, time::Duration};

use super::{Members, Reader, SCOPES, TOKEN_VALUES};
use crate::{
    definition::{
        Authorization, ClientAuthentication, ConnectSteps, JsonPointer, RequestFormat, Revocation,
        TokenPointers, TokenSettings,
    },
    diagnostic::DefinitionRule as Rule,
    template::{Supplies, Supply, Template, UrlTemplate, is_name},
    yaml::{Member, Node},
};

/// The value that only a field supplies, and a revocation of the vendor's own has: other requests
/// send the secret in the standard's way.
const CLIENT_SECRET: &str = "client_secret";
/// Headers that the server itself sets in token requests.
const TOKEN_HEADERS: &[&str] = &[
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "host",
    "transfer-encoding",
    "user-agent",
];

/// Parameters that the server itself reads from a callback.
const CALLBACK_PARAMS: &[&str] =
    &["code", "state", "iss", "error", "error_description", "error_uri"];
/// Parameters that the server itself sets.
const AUTHORIZATION_PARAMS: &[&str] = &[
    "client_id",
    "code_challenge",
    "code_challenge_method",
    "redirect_uri",
    "response_type",
    "scope",
    "state",
];
const TOKEN_PARAMS: &[&str] =
    &["client_id", "client_secret", "code", "code_verifier", "redirect_uri", "refresh_token"];
/// Ten years, in seconds.
const MAX_LIFETIME: i64 = 315_360_000;

impl Reader {
    /// Reads the keys of both methods of OAuth, and adds to what placeholders can use.
    pub(super) fn oauth(
        &mut self,
        members: &Members<'_>,
        is_code_flow: bool,
        supplies: &mut Supplies,
    ) -> Option<ConnectSteps> {
        let authorization = if is_code_flow {
            let help = "add `authorization_url: ` with the address that asks the user for consent";
            let url = self.require(members, "authorization_url", help);
            let url = url.and_then(|node| self.url(node, supplies));
            let params = members.get("authorization_params");
            let params = self.params(params, AUTHORIZATION_PARAMS, supplies);
            let issuer = members.get("issuer").and_then(|node| self.issuer(node, supplies));
            let pkce = self.flag(members.get("pkce"), true);
            let refuses_in_app_browsers = self.flag(members.get("refuses_in_app_browsers"), false);
            let isolates_window = self.flag(members.get("isolates_window"), false);
            let mut callback_params = Vec::new();
            for node in self.list(members.get("callback_params")) {
                let Some(name) = self.text(node) else { continue };
                if self.supply(node, name, CALLBACK_PARAMS, supplies) {
                    callback_params.push(name.to_owned());
                }
            }
            let callback_hmac = members.get("callback_hmac").and_then(|node| {
                let name = self.text(node)?;
                let is_kept = callback_params.iter().any(|kept| kept == name);
                if is_kept || CALLBACK_PARAMS.contains(&name) || !is_name(name) {
                    let message = format!("the name `{name}` is taken, or is no name");
                    let help = "use the name of the parameter with the signature";
                    self.error(Rule::Name, &node.place, message, help);
                    return None;
                }
                Some(name.to_owned())
            });
            let authorization = move |token: TokenSettings| {
                Some(Authorization {
                    url: url?,
                    params,
                    issuer,
                    pkce,
                    callback_params,
                    callback_hmac,
                    refuses_in_app_browsers,
                    isolates_window,
                    token,
                })
            };
            Some(authorization)
        } else {
            None
        };
        // After the authorization, which has no values of a token response.
        let token = self.token_settings(members, supplies)?;
        Some(match authorization {
            None => ConnectSteps::ClientCredentials(Box::new(token)),
            Some(authorization) => ConnectSteps::OAuth2(Box::new(authorization(token)?)),
        })
    }

    /// Adds a value from the third party to what placeholders can use.
    pub(super) fn supply(
        &mut self,
        node: &Node,
        name: &str,
        taken: &[&str],
        supplies: &mut Supplies,
    ) -> bool {
        // Only the user chooses another client than the operator's.
        let is_taken = name == CLIENT_SECRET
            || taken.contains(&name)
            || TOKEN_VALUES.contains(&name)
            || supplies.contains_key(name);
        if is_taken || !is_name(name) {
            let message = format!("the name `{name}` is taken, or is no name");
            let help = "use letters, digits and `_`, and no name of a field or of the server";
            self.error(Rule::Name, &node.place, message, help);
            return false;
        }
        supplies.insert(name.to_owned(), Supply::ThirdParty);
        true
    }

    pub(super) fn token_settings(
        &mut self,
        members: &Members<'_>,
        supplies: &mut Supplies,
    ) -> Option<TokenSettings> {
        let help = "add `token_url: ` with the address of the token endpoint";
        let url = self.require(members, "token_url", help);
        let url = url.and_then(|node| self.url(node, supplies));
        let params = self.params(members.get("token_params"), TOKEN_PARAMS, supplies);
        let response = self.token_pointers(members.get("token_response"), supplies);
        let refresh_url = match members.get("refresh_url") {
            Some(node) => self.url(node, supplies),
            None => url.clone(),
        };
        let refresh_params = self.params(members.get("refresh_params"), TOKEN_PARAMS, supplies);
        let headers = self.headers(members.get("token_headers"), TOKEN_HEADERS, supplies);
        let revocation_url = members.get("revocation_url");
        let revocation_url = revocation_url.and_then(|node| self.url(node, supplies));
        supplies.remove(SCOPES);
        for name in TOKEN_VALUES {
            supplies.insert((*name).to_owned(), Supply::ThirdParty);
        }
        let revocation = self.revocation(members, revocation_url, supplies);
        let expires_in = members.get("expires_in");
        let expires_in = expires_in.and_then(|node| self.integer(node, 1..=MAX_LIFETIME));
        let authentications =
            [("basic", ClientAuthentication::Basic), ("body", ClientAuthentication::Body)];
        let formats = [("form", RequestFormat::Form), ("json", RequestFormat::Json)];
        Some(TokenSettings {
            params,
            response,
            refresh_params,
            headers,
            revocation_ends_all: self.flag(
                members.get("revocation_ends_all"),
                // The standard does not say what a vendor's own request ends.
                matches!(revocation, Some(Revocation::Request(_))),
            ),
            revocation,
            scopes: self.words(members.get("scopes"), "a scope"),
            scope_separator: self.separator(members.get("scope_separator")),
            client_authentication: self.word(
                members.get("client_authentication"),
                ClientAuthentication::Basic,
                &authentications,
            ),
            request_format: self.word(members.get("request_format"), RequestFormat::Form, &formats),
            expires_in: expires_in
                .and_then(|seconds| seconds.try_into().ok())
                .map(Duration::from_secs),
            invalid_grant_errors: self.words(members.get("invalid_grant_errors"), "an error code"),
            refresh_url: refresh_url?,
            url: url?,
        })
    }

    /// Reads the issuer of callbacks, which is compared as text (RFC 9207, section 2).
    fn issuer(&mut self, node: &Node, supplies: &Supplies) -> Option<Template> {
        let text = self.text(node)?;
        let is_issuer = text.starts_with("https://") || text.starts_with("http://");
        if !is_issuer || text.contains(['?', '#']) {
            let message = format!("`{text}` is not an issuer");
            let help = "write it as the vendor sends it in the parameter `iss`: an address that \
                        begins with https://, without query and fragment";
            self.error(Rule::Structure, &node.place, message, help);
        }
        self.template(node, supplies)
    }

    /// Reads the way to revoke tokens: the standard address, or a request.
    fn revocation(
        &mut self,
        members: &Members<'_>,
        url: Option<UrlTemplate>,
        supplies: &Supplies,
    ) -> Option<Revocation> {
        let Some(member) = members.member("revocation") else {
            return url.map(Revocation::Standard);
        };
        if members.get("revocation_url").is_some() {
            let message = "two ways to revoke tokens";
            let help = "remove `revocation` or `revocation_url`";
            self.error(Rule::Structure, &member.key_place, message, help);
        }
        let block = self.members(&member.value, &["request"])?;
        let help = "add `request: { method: DELETE, url: … }`";
        let request = self.require(&block, "request", help)?;
        let mut supplies = supplies.clone();
        supplies.entry(CLIENT_SECRET.to_owned()).or_insert(Supply::Text);
        let request = self.request(request, &supplies)?;
        Some(Revocation::Request(Box::new(request)))
    }

    /// Reads a list of words without white space, quotes and control characters (RFC 6749,
    /// section 3.3).
    pub(super) fn words(&mut self, node: Option<&Node>, what: &str) -> Vec<String> {
        let mut words = Vec::new();
        for node in self.list(node) {
            let Some(text) = self.text(node) else { continue };
            let is_right = |b: u8| b.is_ascii_graphic() && b != b'"' && b != b'\\';
            if text.is_empty() || text.len() > 512 || !text.bytes().all(is_right) {
                let message = format!("`{text}` cannot be {what}");
                let help = "write each as an item of its own, without spaces and quotes";
                self.error(Rule::Structure, &node.place, message, help);
            }
            words.push(text.to_owned());
        }
        words
    }

    pub(super) fn separator(&mut self, node: Option<&Node>) -> String {
        let separator = node.and_then(|node| self.text(node).map(|text| (node, text)));
        let Some((node, text)) = separator else { return " ".to_owned() };
        if text.is_empty() || text.len() > 4 {
            let message = "a separator that is empty or too long";
            self.error(Rule::Structure, &node.place, message, "write \" \" or \",\"");
        }
        text.to_owned()
    }

    pub(super) fn token_pointers(
        &mut self,
        node: Option<&Node>,
        supplies: &mut Supplies,
    ) -> TokenPointers {
        let standard = |name: &str| JsonPointer(format!("/{name}"));
        let mut pointers = TokenPointers {
            access_token: standard("access_token"),
            refresh_token: standard("refresh_token"),
            expires_in: standard("expires_in"),
            scope: standard("scope"),
            token_type: standard("token_type"),
            id_token: standard("id_token"),
            extra: BTreeMap::new(),
        };
        for Member { key, value: node, .. } in node.map_or(&[][..], |node| self.entries(node)) {
            let Some(pointer) = self.pointer(node) else { continue };
            match key.as_str() {
                "access_token" => pointers.access_token = pointer,
                "refresh_token" => pointers.refresh_token = pointer,
                "expires_in" => pointers.expires_in = pointer,
                "scope" => pointers.scope = pointer,
                "token_type" => pointers.token_type = pointer,
                "id_token" => pointers.id_token = pointer,
                _ => {
                    if self.supply(node, key, &[], supplies) {
                        pointers.extra.insert(key.clone(), pointer);
                    }
                }
            }
        }
        pointers
    }
}
