//! Who is calling: API tokens as bearer tokens (RFC 6750).

use dropshot::RequestInfo;
use link_token_api::ApiToken;
use lockstep_dropshot::{Authenticate, BearerToken, Credential};
use uuid::Uuid;

use super::{App, error::Failure};
use crate::{clock, domain::api_token::ApiTokenSecret};

/// A backend that is known by its API token.
#[derive(Clone, Copy, Debug)]
pub struct Caller {
    /// The environment of everything that it names or creates.
    pub environment_id: Uuid,
    /// Its API token.
    pub api_token_id: Uuid,
}

impl Authenticate<ApiToken> for App {
    type Caller = Caller;
    type Error = Failure;

    async fn authenticate(
        &self,
        credential: Credential<BearerToken>,
        _: &RequestInfo,
    ) -> Result<Caller, Failure> {
        let presented = match credential {
            Credential::Present(token) => token,
            Credential::Absent => return Err(Failure::NoCredential),
            Credential::Malformed => return Err(Failure::InvalidCredential),
        };
        let hash =
            ApiTokenSecret::hash_presented(presented.expose()).ok_or(Failure::InvalidCredential)?;
        match self.store.api_token(hash).await? {
            Some(token) if token.is_valid_at(clock::now()) => Ok(Caller {
                environment_id: token.environment_id,
                api_token_id: token.id,
            }),
            _ => Err(Failure::InvalidCredential),
        }
    }
}
