//! Who is calling: API tokens as bearer tokens (RFC 6750).

use std::{
    net::IpAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use dropshot::{RequestContext, RequestInfo};
use futures::FutureExt as _;
use link_token_api::ApiToken;
use lockstep_dropshot::{Authenticate, BearerToken, Credential};
use moka::future::Cache;
use scopeguard::ScopeGuard;
use uuid::Uuid;

use super::{App, error::Failure};
use crate::{
    clock,
    domain::{
        api_token::{ApiToken as ApiTokenRecord, ApiTokenHash, ApiTokenSecret},
        audit::ApiRequest,
    },
    store::{Store, StoreError},
};

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

impl Caller {
    /// The request, as the audit trail knows it.
    pub fn request(&self, rqctx: &RequestContext<App>) -> ApiRequest {
        // Dropshot makes it, and makes it a UUID.
        let request_id = rqctx.request_id.parse().unwrap_or_default();
        ApiRequest { api_token_id: self.api_token_id, request_id }
    }
}

impl Authenticate<ApiToken> for App {
    type Caller = Caller;
    type Error = Failure;

    async fn authenticate(
        &self,
        credential: Credential<BearerToken>,
        request: &RequestInfo,
    ) -> Result<Caller, Failure> {
        // Whoever does not wait to hear it is counted as well. Whether the credential is valid, nobody knows then; to one that is,
        // failures of its address make no difference.
        let unheard = scopeguard::guard((), |()| {
            let _ = self.limits.failure(self.address(request));
        });
        let caller = self.caller(credential).await;
        ScopeGuard::into_inner(unheard);
        match caller {
            Err(failure @ (Failure::NoCredential | Failure::InvalidCredential)) => {
                self.limits.failure(self.address(request)).map_err(Failure::TooMany)?;
                Err(failure)
            }
            other => other,
        }
    }
}

impl App {
    /// The address of the caller, as far as it is known.
    fn address(&self, request: &RequestInfo) -> IpAddr {
        let connected = request.remote_addr().ip();
        if !self.trust_forwarded {
            return connected;
        }
        // The proxy in front adds to the end; what is before it, anybody may have written.
        let last = request.headers().get_all("x-forwarded-for").iter().next_back();
        let last = last.and_then(|value| value.to_str().ok()?.rsplit(',').next());
        last.and_then(|address| address.trim().parse().ok()).unwrap_or(connected)
    }

    async fn caller(&self, credential: Credential<BearerToken>) -> Result<Caller, Failure> {
        let presented = match credential {
            Credential::Present(token) => token,
            Credential::Absent => return Err(Failure::NoCredential),
            Credential::Malformed => return Err(Failure::InvalidCredential),
        };
        let hash =
            ApiTokenSecret::hash_presented(presented.expose()).ok_or(Failure::InvalidCredential)?;
        let now = clock::now();
        let token = self.api_tokens.find(&self.store, hash).await?;
        let token =
            token.filter(|token| token.is_valid_at(now)).ok_or(Failure::InvalidCredential)?;
        if self.usage.is_due(token.id, now) {
            self.store.note_use(token.id, now);
        }
        Ok(Caller { environment_id: token.environment_id, api_token_id: token.id, presented })
    }
}

/// How long what the store said of an API token is relied on. So one that is revoked is refused within a second, by every
/// server that shares the store.
const STALENESS: Duration = Duration::from_millis(500);
/// How many are remembered: more than anybody uses within that time.
const REMEMBERED: u64 = 10_000;

/// Looks API tokens up, and remembers them for a moment.
#[derive(Debug)]
pub struct ApiTokens(Cache<ApiTokenHash, Known>);

/// What the store said of an API token.
#[derive(Clone, Debug)]
struct Known {
    token: Arc<ApiTokenRecord>,
    /// When it was asked.
    asked: Instant,
}

impl Default for ApiTokens {
    fn default() -> Self {
        Self(Cache::builder().max_capacity(REMEMBERED).time_to_live(STALENESS).build())
    }
}

impl ApiTokens {
    /// The API token with a hash, whether it is still valid or not. One that does not exist is not remembered, so that a
    /// new one can be used at once.
    async fn find(
        &self,
        store: &Arc<dyn Store>,
        hash: ApiTokenHash,
    ) -> Result<Option<Arc<ApiTokenRecord>>, StoreError> {
        // Most of the time it is known, and then there is nothing to wait for.
        if let Some(Some(known)) = self.0.get(&hash).now_or_never()
            && known.asked.elapsed() <= STALENESS
        {
            return Ok(Some(known.token));
        }
        // In a place of its own, since each request would have room for all that this takes.
        Box::pin(self.look_up(store, hash)).await
    }

    async fn look_up(
        &self,
        store: &Arc<dyn Store>,
        hash: ApiTokenHash,
    ) -> Result<Option<Arc<ApiTokenRecord>>, StoreError> {
        let arrived = Instant::now();
        // Of many requests that ask for one at the same time, one looks it up.
        let found = self.0.try_get_with(hash, async {
            let asked = Instant::now();
            let token = store.api_token(hash).await.map_err(Some)?.ok_or(None)?;
            Ok::<_, Option<StoreError>>(Known { token: Arc::new(token), asked })
        });
        match found.await {
            // The answer to a question that took long is too old for those who came later.
            Ok(known) if arrived.saturating_duration_since(known.asked) > STALENESS => {
                Ok(store.api_token(hash).await?.map(Arc::new))
            }
            Ok(known) => Ok(Some(known.token)),
            Err(error) => Option::clone(&error).map_or(Ok(None), Err),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;

    use futures::poll;
    use http::{HeaderMap, Uri, header};
    use lockstep_dropshot::{Bearer, Mechanism as _};
    use slog::{Discard, Logger, o};

    use super::*;
    use crate::{
        domain::lifetime::Lifetime,
        http::{AppSettings, limits::LimitSettings},
        metrics::{CommitMetrics, Metrics},
        store::{Keys, sqlite::SqliteStore},
    };

    /// To go away while a token is looked up is no way around the limit.
    #[tokio::test]
    async fn whoever_does_not_wait_for_the_answer_is_counted() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("test.db");
        let store = SqliteStore::open(&path, &Keys::NotConfigured, CommitMetrics::default());
        let settings = AppSettings {
            lifetime: Lifetime::DEFAULT,
            limits: LimitSettings::new(0, 1),
            max_concurrent: 0,
            trust_forwarded: false,
        };
        let log = Logger::root(Discard, o!());
        let app = App::new(Arc::new(store.expect("opens")), settings, Metrics::default(), log);
        let client = "192.0.2.1:1".parse().expect("an address");
        let request = RequestInfo::new(&http::Request::new(()), client);
        let token = ApiTokenSecret::generate().expect("randomness");
        let value = format!("Bearer {}", token.expose()).parse().expect("a header value");
        let headers = HeaderMap::from_iter([(header::AUTHORIZATION, value)]);
        {
            let credential = Bearer::credential(&headers, &Uri::default());
            // The first look-up opens a connection, on another thread.
            assert!(poll!(pin!(app.authenticate(credential, &request))).is_pending());
        }
        assert!(app.limits.failure(client.ip()).is_err());
    }
}
