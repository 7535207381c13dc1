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
    model::{CredentialTransport, Requirement, Scheme},
};

/// The schemes of a document, and the requirement of operations that have none of their own.
pub(super) struct SecurityDefaults {
    pub(super) schemes: BTreeMap<String, Scheme>,
    usual: Option<Requirement>,
}

impl Reader<'_> {
    pub(super) fn secured(&mut self) -> SecurityDefaults {
        let schemes = self.security_schemes();
        let usual = self.requirement(&Pointer::root(), self.lint.document.root());
        SecurityDefaults { schemes, usual }
    }

    fn security_schemes(&mut self) -> BTreeMap<String, Scheme> {
        let list = Pointer::root().join("components").join("securitySchemes");
        let mut schemes = BTreeMap::new();
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
            let Some(mechanism) = self.mechanism(&at, name, scheme) else { continue };
            let description = text(scheme, "description");
            schemes.insert(name.clone(), Scheme { mechanism, description });
        }
        schemes
    }

    fn mechanism(
        &mut self,
        at: &Pointer,
        name: &str,
        scheme: &Value,
    ) -> Option<CredentialTransport> {
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
            _ => {
                self.lint.diagnostics.push(
                    Rule::Unsupported,
                    at,
                    format!("the security scheme `{name}` is not supported"),
                    "use `http` with `bearer` or `basic`, `apiKey`, `oauth2` or `openIdConnect`",
                );
                None
            }
        }
    }

    pub(super) fn operation_security(
        &mut self,
        at: &Pointer,
        value: &Value,
        secured: &SecurityDefaults,
    ) -> Option<Requirement> {
        if value.get("security").is_some() {
            self.requirement(at, value)
        } else {
            secured.usual.clone()
        }
    }

    /// Reads a security requirement, which names one scheme.
    fn requirement(&mut self, at: &Pointer, value: &Value) -> Option<Requirement> {
        let at = at.join("security");
        for (index, one) in array(value, "security").iter().enumerate() {
            let scopes = members(Some(one)).all(|(_, scopes)| {
                scopes.as_array().is_some_and(|scopes| scopes.iter().all(Value::is_string))
            });
            if !one.is_object() || !scopes {
                self.lint.diagnostics.push(
                    Rule::Structure,
                    &at.join(index),
                    "a security requirement names a scheme, with a list of scopes",
                    "write it like `- token: []`",
                );
            }
        }
        let named: Vec<(&String, &Value)> =
            array(value, "security").iter().flat_map(|one| members(Some(one))).collect();
        if named.len() > 1 || array(value, "security").len() > 1 {
            self.lint.diagnostics.push(
                Rule::Unsupported,
                &at,
                "several security requirements, or an optional one, are not supported",
                "name one scheme; for none, write `security: []`",
            );
        }
        let (name, scopes) = named.into_iter().next()?;
        if self.lint.document.root()["components"]["securitySchemes"].get(name).is_none() {
            self.lint.diagnostics.push(
                Rule::Reference,
                &at,
                format!("`{name}` is not a security scheme of this document"),
                "define it under `components/securitySchemes`",
            );
        }
        let scopes = scopes.as_array().into_iter().flatten();
        let scopes = scopes.filter_map(|scope| scope.as_str().map(str::to_owned)).collect();
        Some(Requirement { scheme: name.clone(), scopes })
    }
}
