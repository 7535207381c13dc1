//! Who is calling: API tokens as bearer tokens (RFC 6750).

use dropshot::RequestInfo;
use link_token_api::ApiToken;
use lockstep_dropshot::{Authenticate, BearerToken, Credential};
use uuid::Uuid;

use super::{App, error::Failure};
use crate::{clock, domain::api_token::ApiTokenSecret};

/// A backend that is known by its API token.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The environment of everything that it names or creates.
    pub environment_id: Uuid,
    /// Its API token.
    pub api_token_id: Uuid,
    /// The API token as it was sent.
    pub presented: BearerToken,
}

impl Authenticate<ApiToken> for App {
    type Caller = Caller;
    type Error = Failure;

    async fn authenticate(
        &self,
        credential: Credential<BearerToken>,
        request: &RequestInfo,
    ) -> Result<Caller, Failure> {
        match self.caller(credential).await {
            Err(failure @ (Failure::NoCredential | Failure::InvalidCredential)) => {
                self.limits.failure(request.remote_addr().ip()).map_err(Failure::TooMany)?;
                Err(failure)
            }
            other => other,
        }
    }
}

impl App {
    async fn caller(&self, credential: Credential<BearerToken>) -> Result<Caller, Failure> {
        let presented = match credential {
            Credential::Present(token) => token,
            Credential::Absent => return Err(Failure::NoCredential),
            Credential::Malformed => return Err(Failure::InvalidCredential),
        };
        let hash =
            ApiTokenSecret::hash_presented(presented.expose()).ok_or(Failure::InvalidCredential)?;
        let now = clock::now();
        let token = self.store.api_token(hash).await?.filter(|token| token.is_valid_at(now));
        let token = token.ok_or(Failure::InvalidCredential)?;
        if self.usage.is_due(token.id, now) {
            self.store.note_use(token.id, now);
        }
        Ok(Caller { environment_id: token.environment_id, api_token_id: token.id, presented })
    }
}
