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

/// The registered schemes of HTTP authentication other than bearer and basic, in lower case (IANA,
/// "HTTP Authentication Schemes").
const HTTP_SCHEMES: [&str; 12] = [
    "concealed",
    "digest",
    "dpop",
    "gnap",
    "hoba",
    "mutual",
    "negotiate",
    "oauth",
    "privatetoken",
    "scram-sha-1",
    "scram-sha-256",
    "vapid",
];

/// The schemes of a document, and the requirements of operations that have none of their own.
pub(super) struct SecurityDefaults {
    pub(super) schemes: Schemes,
    usual: Option<Security>,
}

/// The schemes of a document.
#[derive(Default)]
pub(super) struct Schemes {
    pub(super) supported: BTreeMap<String, Scheme>,
    /// The schemes whose credentials cannot be found. They are refused where an operation requires
    /// them.
    unsupported: BTreeMap<String, UnsupportedScheme>,
}

/// A scheme whose credentials cannot be found in a request.
struct UnsupportedScheme {
    at: Pointer,
    fault: SchemeFault,
}

/// The fault of such a scheme, and the way out.
struct SchemeFault {
    message: String,
    help: String,
}

impl Reader<'_> {
    pub(super) fn secured(&mut self) -> SecurityDefaults {
        let schemes = self.security_schemes();
        let usual = self.security(&Pointer::root(), self.lint.document.root(), &schemes);
        SecurityDefaults { schemes, usual }
    }

    fn security_schemes(&mut self) -> Schemes {
        let list = Pointer::root().join("components").join("securitySchemes");
        let mut schemes = Schemes::default();
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
            match self.mechanism(&at, name, scheme) {
                Ok(mechanism) => {
                    let description = text(scheme, "description");
                    let scheme = Scheme { mechanism, description };
                    schemes.supported.insert(name.clone(), scheme);
                }
                Err(fault) => {
                    schemes.unsupported.insert(name.clone(), UnsupportedScheme { at, fault });
                }
            }
        }
        schemes
    }

    /// Returns where the credential of a scheme is in a request.
    fn mechanism(
        &mut self,
        at: &Pointer,
        name: &str,
        scheme: &Value,
    ) -> Result<CredentialTransport, SchemeFault> {
        let word = |key: &str| scheme[key].as_str().unwrap_or_default().to_ascii_lowercase();
        let key = |transport: fn(String) -> CredentialTransport| match &scheme["name"] {
            Value::String(key) => Ok(transport(key.clone())),
            _ => Err(SchemeFault {
                message: format!("the security scheme `{name}` does not say the `name` of its key"),
                help: "add the `name` of the header, the parameter or the cookie".to_owned(),
            }),
        };
        match (word("type").as_str(), word("in").as_str()) {
            ("http", _) => {
                let mechanism = http_scheme(name, &word("scheme"))?;
                if let CredentialTransport::Http(scheme) = &mechanism
                    && !HTTP_SCHEMES.contains(&scheme.as_str())
                {
                    let message = format!(
                        "`{scheme}` is no registered scheme of HTTP authentication: the \
                         credentials are those of `Authorization: {scheme} …`"
                    );
                    self.lint.diagnostics.note(at, message);
                }
                Ok(mechanism)
            }
            ("oauth2" | "openidconnect", _) => Ok(CredentialTransport::Bearer),
            ("mutualtls", _) => Ok(CredentialTransport::MutualTls),
            ("apikey", "header") => key(CredentialTransport::Header),
            ("apikey", "query") => key(CredentialTransport::Query),
            ("apikey", "cookie") => key(CredentialTransport::Cookie),
            ("apikey", _) => Err(SchemeFault {
                message: format!("the security scheme `{name}` does not say where its key is"),
                help: "write `in: header`, `in: query` or `in: cookie`".to_owned(),
            }),
            _ => Err(SchemeFault {
                message: format!("the security scheme `{name}` is not supported"),
                help: "use the type `http`, `apiKey`, `oauth2`, `openIdConnect` or `mutualTLS`"
                    .to_owned(),
            }),
        }
    }

    pub(super) fn operation_security(
        &mut self,
        at: &Pointer,
        value: &Value,
        secured: &SecurityDefaults,
    ) -> Option<Security> {
        if value.get("security").is_some() {
            self.security(at, value, &secured.schemes)
        } else {
            secured.usual.clone()
        }
    }

    /// Reads security requirements: alternatives, each of which names schemes.
    fn security(&mut self, at: &Pointer, value: &Value, schemes: &Schemes) -> Option<Security> {
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
                self.require_known_scheme(&at, name, schemes);
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
        self.refuse_optional_certificates(&at, &security, schemes);
        (!security.alternatives.is_empty()).then_some(security)
    }

    /// Refuses a client certificate that a request may lack: nothing in the request tells if its
    /// connection has one.
    fn refuse_optional_certificates(
        &mut self,
        at: &Pointer,
        security: &Security,
        schemes: &Schemes,
    ) {
        let is_certificate = |name: &String| {
            let scheme = schemes.supported.get(name);
            scheme.is_some_and(|it| it.mechanism == CredentialTransport::MutualTls)
        };
        let mut required = security.requirements().map(|it| &it.scheme);
        if security.optional
            && let Some(name) = required.find(|name| is_certificate(name))
        {
            self.lint.diagnostics.push(
                Rule::Unsupported,
                at,
                format!("nothing in a request tells if it comes with the certificate of `{name}`, which is optional here"),
                format!("leave out `{{}}`, or `{name}`"),
            );
        }
    }

    /// Refuses a requirement of a scheme that is not there, or that the runtime does not know.
    fn require_known_scheme(&mut self, at: &Pointer, name: &str, schemes: &Schemes) {
        if let Some(UnsupportedScheme { at, fault }) = schemes.unsupported.get(name) {
            let (message, help) = (fault.message.as_str(), fault.help.as_str());
            self.lint.diagnostics.push(Rule::Unsupported, at, message, help);
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

/// Returns where the credentials of a scheme of HTTP authentication are, by its name in lower case
/// (RFC 9110, section 11.1).
fn http_scheme(name: &str, scheme: &str) -> Result<CredentialTransport, SchemeFault> {
    let fault = |help: &str| {
        let message = match scheme {
            "" => format!("the security scheme `{name}` does not say which `scheme` of HTTP it is"),
            _ => format!("`{scheme}` is no scheme of HTTP authentication"),
        };
        Err(SchemeFault { message, help: help.to_owned() })
    };
    let known = || HTTP_SCHEMES.into_iter().chain(["bearer", "basic"]);
    let is_token = http::HeaderName::from_bytes(scheme.as_bytes()).is_ok();
    match scheme {
        "bearer" => Ok(CredentialTransport::Bearer),
        "basic" => Ok(CredentialTransport::Basic),
        "cookie" => fault("write `type: apiKey`, `in: cookie` and the `name` of the cookie"),
        "apikey" | "api_key" | "api-key" | "key" | "header" => {
            fault("write `type: apiKey`, `in: header` and the `name` of the header")
        }
        "query" => fault("write `type: apiKey`, `in: query` and the `name` of the parameter"),
        "jwt" => fault("write `scheme: bearer` and `bearerFormat: JWT`"),
        "oauth2" => fault("write `type: oauth2` and its `flows`"),
        "openid" | "openidconnect" | "oidc" => {
            fault("write `type: openIdConnect` and its `openIdConnectUrl`")
        }
        _ if HTTP_SCHEMES.contains(&scheme) => Ok(CredentialTransport::Http(scheme.to_owned())),
        _ if !is_token => fault("write a registered name, such as `bearer`, `basic` or `digest`"),
        _ => {
            let known: Vec<&str> = known().collect();
            match similar::get_close_matches(scheme, &known, 1, 0.7).first() {
                Some(meant) => fault(&format!("did you mean `{meant}`?")),
                None => Ok(CredentialTransport::Http(scheme.to_owned())),
            }
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
