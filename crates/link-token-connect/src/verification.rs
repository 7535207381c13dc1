//! The requests with fresh credentials: do they work, and whose are they?

use serde_json::{Map, Value};

use crate::{
    definition::{AccountRequest, JsonPointer, Verification},
    oauth2::{cleaned, plain_text},
    outbound::{Outbound, OutboundError},
    template::{RenderError, TemplateValues},
};

/// The reason why credentials were not verified. It has no secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VerificationError {
    /// The values do not make the request.
    #[error(transparent)]
    Request(#[from] RenderError),
    #[error(transparent)]
    Unreachable(#[from] OutboundError),
    /// The caller did not wait any longer.
    #[error("the third party did not answer in time")]
    TooLate,
    /// The third party does not accept the credentials.
    #[error("{} (status {status})", message.as_deref().unwrap_or("the third party does not accept the credentials"))]
    Refused {
        status: u16,
        /// The message of the definition.
        message: Option<String>,
    },
    /// The third party failed, which says nothing about the credentials.
    #[error("the third party answered with status {status}")]
    Unavailable { status: u16 },
    #[error("the answer with status {status} is not JSON")]
    NotJson { status: u16 },
    /// Nobody knows whose the credentials are.
    #[error("the answer with status {status} has no ID of the account at `{pointer}`")]
    NoId { status: u16, pointer: String },
}

impl Verification {
    /// Sends the request and judges the answer.
    pub async fn run(
        &self,
        outbound: &Outbound,
        values: &TemplateValues,
    ) -> Result<(), VerificationError> {
        let response = outbound.send(self.request.render(values)?).await?;
        let status = response.status.as_u16();
        if !self.success.contains(&status) {
            return Err(refusal(status, self.message.clone()));
        }
        if self.success_body.is_empty() {
            return Ok(());
        }
        let body: Value = serde_json::from_slice(&response.body)
            .map_err(|_| VerificationError::NotJson { status })?;
        let is_expected =
            |(pointer, expected): &(JsonPointer, Value)| pointer.lookup(&body) == Some(expected);
        if self.success_body.iter().all(is_expected) {
            Ok(())
        } else {
            Err(VerificationError::Refused { status, message: self.message.clone() })
        }
    }
}

/// Returns the error for a status that is no success.
fn refusal(status: u16, message: Option<String>) -> VerificationError {
    if status == 429 || status >= 500 {
        VerificationError::Unavailable { status }
    } else {
        VerificationError::Refused { status, message }
    }
}

/// Facts about a connected account. They are not checked against the limits of a context.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AccountFacts {
    /// Values for the context. One that the answer does not have is left out.
    pub context: Map<String, Value>,
    pub upstream_id: Option<String>,
    pub upstream_name: Option<String>,
}

impl AccountRequest {
    /// Sends the request and picks the facts from its answer, which must have the account's ID if
    /// the definition says where it is.
    pub async fn run(
        &self,
        outbound: &Outbound,
        values: &TemplateValues,
    ) -> Result<AccountFacts, VerificationError> {
        let response = outbound.send(self.request.render(values)?).await?;
        let status = response.status.as_u16();
        if !response.status.is_success() {
            return Err(refusal(status, None));
        }
        let body: Value = serde_json::from_slice(&response.body)
            .map_err(|_| VerificationError::NotJson { status })?;
        let text = |pointer: Option<&JsonPointer>| {
            let text = plain_text(pointer?.lookup(&body)?)?;
            Some(cleaned(&text)).filter(|text| !text.is_empty())
        };
        let upstream_id = text(self.upstream_id.as_ref());
        if let (Some(pointer), None) = (&self.upstream_id, &upstream_id) {
            let pointer = pointer.as_str().to_owned();
            return Err(VerificationError::NoId { status, pointer });
        }
        let context = self.context.iter().filter_map(|(name, pointer)| {
            let value = pointer.lookup(&body).filter(|value| !value.is_null())?;
            Some((name.clone(), value.clone()))
        });
        Ok(AccountFacts {
            context: context.collect(),
            upstream_id,
            upstream_name: text(self.upstream_name.as_ref()),
        })
    }
}
