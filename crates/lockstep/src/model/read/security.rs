//! Reads security schemes and the security requirements of operations.

use std::collections::BTreeMap;

use heck::ToUpperCamelCase;
use serde_json::Value;

use super::reader::Reader;
use crate::{
    document::{
        diagnostic::Rule,
        openapi::{array, members, text},
        pointer::Pointer,
    },
    model::{CredentialTransport, Requirement, Scheme, Security},
};

/// The greatest number of schemes that one alternative requires.
const MAX_SCHEMES: usize = 4;

/// The schemes of a document, and the requirements of operations that have none of their own.
pub(super) struct SecurityDefaults {
    pub(super) schemes: BTreeMap<String, Scheme>,
    /// The schemes that the runtime does not know, with their places. They are refused where an
    /// operation requires them.
    unsupported: BTreeMap<String, Pointer>,
    usual: Option<Security>,
}

impl Reader<'_> {
    pub(super) fn secured(&mut self) -> SecurityDefaults {
        let (schemes, unsupported) = self.security_schemes();
        let usual = self.security(&Pointer::root(), self.lint.document.root(), &unsupported);
        SecurityDefaults { schemes, unsupported, usual }
    }

    fn security_schemes(&mut self) -> (BTreeMap<String, Scheme>, BTreeMap<String, Pointer>) {
        let list = Pointer::root().join("components").join("securitySchemes");
        let (mut schemes, mut unsupported) = (BTreeMap::new(), BTreeMap::new());
        for (name, scheme) in members(self.lint.document.get(&list)) {
            let at = list.join(name);
            self.lint.identifier(&at, name, &name.to_upper_camel_case(), "type");
            let Some((at, scheme)) = self.lint.resolve(&at, scheme) else { continue };
            self.lint.only(
                &at,
                scheme,
                &[
                    "type",
                    "description",
                    "name",
                    "in",
                    "scheme",
                    "bearerFormat",
                    "flows",
                    "openIdConnectUrl",
                ],
            );
            let Some(mechanism) = self.mechanism(&at, scheme) else {
                unsupported.insert(name.clone(), at);
                continue;
            };
            let description = text(scheme, "description");
            schemes.insert(name.clone(), Scheme { mechanism, description });
        }
        (schemes, unsupported)
    }

    /// Returns where a credential is in a request. None if the runtime cannot find it.
    fn mechanism(&mut self, at: &Pointer, scheme: &Value) -> Option<CredentialTransport> {
        let word = |key: &str| scheme[key].as_str().unwrap_or_default().to_ascii_lowercase();
        match (word("type").as_str(), word("scheme").as_str(), word("in").as_str()) {
            ("http", "bearer", _) | ("oauth2" | "openidconnect", ..) => {
                Some(CredentialTransport::Bearer)
            }
            ("http", "basic", _) => Some(CredentialTransport::Basic),
            ("apikey", _, "header") => {
                Some(CredentialTransport::Header(self.lint.string(at, scheme, "name")?))
            }
            ("apikey", _, "query") => {
                Some(CredentialTransport::Query(self.lint.string(at, scheme, "name")?))
            }
            ("apikey", _, "cookie") => {
                Some(CredentialTransport::Cookie(self.lint.string(at, scheme, "name")?))
            }
            _ => None,
        }
    }

    pub(super) fn operation_security(
        &mut self,
        at: &Pointer,
        value: &Value,
        secured: &SecurityDefaults,
    ) -> Option<Security> {
        if value.get("security").is_some() {
            self.security(at, value, &secured.unsupported)
        } else {
            secured.usual.clone()
        }
    }

    /// Reads security requirements: alternatives, each of which names schemes.
    fn security(
        &mut self,
        at: &Pointer,
        value: &Value,
        unsupported: &BTreeMap<String, Pointer>,
    ) -> Option<Security> {
        let at = at.join("security");
        let mut security = Security { alternatives: Vec::new(), optional: false };
        for (index, one) in array(value, "security").iter().enumerate() {
            let scopes = members(Some(one)).all(|(_, scopes)| {
                scopes.as_array().is_some_and(|scopes| scopes.iter().all(Value::is_string))
            });
            if !one.is_object() || !scopes {
                self.lint.diagnostics.push(
                    Rule::Structure,
                    &at.join(index),
                    "a security requirement names schemes, each with a list of scopes",
                    "write it like `- token: []`",
                );
            }
            let mut alternative = Vec::new();
            for (name, scopes) in members(Some(one)) {
                self.require_known_scheme(&at, name, unsupported);
                let scopes = scopes.as_array().into_iter().flatten();
                let scopes = scopes.filter_map(|scope| scope.as_str().map(str::to_owned)).collect();
                alternative.push(Requirement { scheme: name.clone(), scopes: vec![scopes] });
            }
            if alternative.len() > MAX_SCHEMES {
                self.lint.diagnostics.push(
                    Rule::Unsupported,
                    &at.join(index),
                    format!("a requirement of more than {MAX_SCHEMES} schemes at once"),
                    "leave out those that the others imply",
                );
            }
            if alternative.is_empty() {
                security.optional = true;
            } else {
                security.add(alternative);
            }
        }
        (!security.alternatives.is_empty()).then_some(security)
    }

    /// Refuses a requirement of a scheme that is not there, or that the runtime does not know.
    fn require_known_scheme(
        &mut self,
        at: &Pointer,
        name: &str,
        unsupported: &BTreeMap<String, Pointer>,
    ) {
        if let Some(scheme) = unsupported.get(name) {
            self.lint.diagnostics.push(
                Rule::Unsupported,
                scheme,
                format!("the security scheme `{name}` is not supported"),
                "use `http` with `bearer` or `basic`, `apiKey`, `oauth2` or `openIdConnect`",
            );
        } else if self.lint.document.root()["components"]["securitySchemes"].get(name).is_none() {
            self.lint.diagnostics.push(
                Rule::Reference,
                at,
                format!("`{name}` is not a security scheme of this document"),
                "define it under `components/securitySchemes`",
            );
        }
    }
}

impl Security {
    /// Adds an alternative. One of the same schemes as another adds its scopes to that.
    fn add(&mut self, alternative: Vec<Requirement>) {
        let named =
            |all: &[Requirement]| all.iter().map(|it| it.scheme.clone()).collect::<Vec<_>>();
        let same = |known: &&mut Vec<Requirement>| named(known) == named(&alternative);
        let Some(known) = self.alternatives.iter_mut().find(same) else {
            return self.alternatives.push(alternative);
        };
        for (known, other) in known.iter_mut().zip(alternative) {
            known.scopes.extend(other.scopes);
            known.scopes.dedup();
        }
    }
}
