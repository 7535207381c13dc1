//! Requests from templates.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use link_token_domain::secret::Secret;
use serde_json::Value;

use crate::{
    definition::{BodyTemplate, JsonTemplate, RequestMethod, RequestTemplate},
    outbound::OutboundRequest,
    template::{RenderError, Template, TemplateValues},
};

pub(crate) const FORM: &str = "application/x-www-form-urlencoded";
pub(crate) const JSON: &str = "application/json";

impl RequestTemplate {
    /// Returns the request with the values.
    pub fn render(&self, values: &TemplateValues) -> Result<OutboundRequest, RenderError> {
        let method = match self.method {
            RequestMethod::Get => Method::GET,
            RequestMethod::Post => Method::POST,
            RequestMethod::Delete => Method::DELETE,
        };
        let mut request = OutboundRequest::new(method, self.url.render(values)?);
        if let Some((username, password)) = &self.basic {
            let (username, password) = (username.render(values)?, password.render(values)?);
            let value = basic(username.expose(), password.expose());
            request.headers.insert(header::AUTHORIZATION, value);
        }
        add_headers(&mut request.headers, &self.headers, values)?;
        request = match &self.body {
            None => request,
            Some(BodyTemplate::Form(params)) => {
                request.body = form(&render_params(params, values)?).into_bytes();
                request.default_header(header::CONTENT_TYPE, FORM)
            }
            Some(BodyTemplate::Json(template)) => {
                request.body = template.render(values)?.to_string().into_bytes();
                request.default_header(header::CONTENT_TYPE, JSON)
            }
        };
        Ok(request.default_header(header::ACCEPT, JSON))
    }
}

impl JsonTemplate {
    fn render(&self, values: &TemplateValues) -> Result<Value, RenderError> {
        Ok(match self {
            Self::Text(template) => Value::from(template.render(values)?.expose()),
            Self::List(items) => Value::Array(
                items.iter().map(|item| item.render(values)).collect::<Result<_, _>>()?,
            ),
            Self::Map(members) => {
                let member =
                    |(key, value): &(String, Self)| Ok((key.clone(), value.render(values)?));
                Value::Object(members.iter().map(member).collect::<Result<_, RenderError>>()?)
            }
            Self::Plain(value) => value.clone(),
        })
    }
}

/// Adds headers with the values, and replaces those of the same name.
pub(crate) fn add_headers(
    headers: &mut HeaderMap,
    templates: &[(String, Template)],
    values: &TemplateValues,
) -> Result<(), RenderError> {
    for (name, template) in templates {
        let value = template.render(values)?;
        let value = HeaderValue::from_str(value.expose());
        let name = HeaderName::from_bytes(name.as_bytes());
        let (Ok(name), Ok(mut value)) = (name, value) else {
            let name = template.names().next().unwrap_or_default();
            return Err(RenderError::NotForHeader(name.to_owned()));
        };
        value.set_sensitive(true);
        headers.insert(name, value);
    }
    Ok(())
}

/// Returns parameters with the values. One that has only values that the user left out is left out,
/// too.
pub(crate) fn render_params(
    params: &[(String, Template)],
    values: &TemplateValues,
) -> Result<Vec<(String, Secret)>, RenderError> {
    let mut rendered = Vec::new();
    for (name, template) in params {
        let value = template.render(values)?;
        if !value.expose().is_empty() || template.names().next().is_none() {
            rendered.push((name.clone(), value));
        }
    }
    Ok(rendered)
}

/// Returns parameters as a form.
pub(crate) fn form(params: &[(String, Secret)]) -> String {
    let pairs = params.iter().map(|(name, value)| (name, value.expose()));
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// Returns the value of the header `Authorization` of HTTP Basic authentication.
pub(crate) fn basic(username: &str, password: &str) -> HeaderValue {
    let encoded = basic_credentials(username, password);
    let value = Secret::from(format!("Basic {}", encoded.expose()));
    // Base64 is ASCII.
    let mut value =
        HeaderValue::from_str(value.expose()).unwrap_or(HeaderValue::from_static("Basic"));
    value.set_sensitive(true);
    value
}

/// Returns a user name and a password as HTTP Basic authentication encodes them.
pub(crate) fn basic_credentials(username: &str, password: &str) -> Secret {
    let credentials = Secret::from(format!("{username}:{password}"));
    BASE64_STANDARD.encode(credentials.expose()).into()
}
