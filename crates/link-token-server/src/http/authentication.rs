//! Authentication: API tokens as bearer tokens (RFC 6750).

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use chrono::{DateTime, Utc};
use dropshot::{RequestContext, RequestInfo};
use link_token_api::ApiToken;
use link_token_domain::{
    api_token::{ApiToken as ApiTokenRecord, ApiTokenHash, ApiTokenSecret},
    audit::ApiRequest,
    permission::{Permission, Permissions},
};
use link_token_store::{Store, StoreError, use_cases::NoteUse};
use lockstep_dropshot::{Authenticate, BearerToken, Credential};
use moka::future::Cache;
use scopeguard::ScopeGuard;
use uuid::Uuid;

use super::{App, error::OperationError};
use crate::{accounts::AccountCall, clock};

/// An authenticated backend.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The environment of all objects that the caller refers to or creates.
    pub environment_id: Uuid,
    pub api_token_id: Uuid,
    permissions: Permissions,
    /// The API token of the request.
    pub presented: BearerToken,
}

impl Caller {
    /// Returns the origin of the request for the audit trail.
    pub fn request(&self, rqctx: &RequestContext<App>) -> ApiRequest {
        // Dropshot generates request IDs, which are UUIDs.
        let request_id = rqctx.request_id.parse().unwrap_or_default();
        ApiRequest { api_token_id: self.api_token_id, request_id }
    }

    /// Returns the request as one about an account.
    pub fn about_account(&self, id: Uuid, rqctx: &RequestContext<App>) -> AccountCall {
        AccountCall { environment_id: self.environment_id, id, by: self.request(rqctx) }
    }

    /// Checks that the API token has a permission.
    pub fn require(&self, permission: Permission) -> Result<(), OperationError> {
        if self.permissions.contains(permission) {
            Ok(())
        } else {
            Err(OperationError::Forbidden(permission))
        }
    }
}

impl Authenticate<ApiToken> for App {
    type Caller = Caller;
    type Error = OperationError;

    async fn authenticate(
        &self,
        credential: Credential<BearerToken>,
        request: &RequestInfo,
    ) -> Result<Caller, OperationError> {
        // A client that disconnects before the result counts as a failure, so that disconnecting
        // does not bypass the limit. The failures of an address do not affect its requests with a
        // valid token.
        let disconnected = scopeguard::guard((), |()| {
            let _ = self.limits.failure(self.address(request));
        });
        let caller = self.caller(credential).await;
        ScopeGuard::into_inner(disconnected);
        match caller {
            Err(failure @ (OperationError::NoCredential | OperationError::InvalidCredential)) => {
                self.count_failure(request)?;
                Err(failure)
            }
            other => other,
        }
    }
}

impl App {
    /// Counts a request with a wrong secret. Returns an error if the address has sent too many.
    pub(super) fn count_failure(&self, request: &RequestInfo) -> Result<(), OperationError> {
        self.limits.failure(self.address(request)).map_err(OperationError::TooManyFailures)
    }

    /// Returns the address of the caller.
    fn address(&self, request: &RequestInfo) -> IpAddr {
        self.forwarded_address(request).unwrap_or_else(|| request.remote_addr().ip())
    }

    /// Returns the address of the caller that a trusted proxy has sent.
    pub(super) fn forwarded_address(&self, request: &RequestInfo) -> Option<IpAddr> {
        if !self.trust_forwarded {
            return None;
        }
        // The proxy adds the last address. The caller may have written the others.
        let last = request.headers().get_all("x-forwarded-for").iter().next_back();
        let last = last.and_then(|value| value.to_str().ok()?.rsplit(',').next());
        last.and_then(|address| parse_address(address.trim()))
    }

    async fn caller(&self, credential: Credential<BearerToken>) -> Result<Caller, OperationError> {
        let presented = match credential {
            Credential::Present(token) => token,
            Credential::Absent => return Err(OperationError::NoCredential),
            Credential::Malformed => return Err(OperationError::InvalidCredential),
        };
        let hash = ApiTokenSecret::hash_presented(presented.expose())
            .ok_or(OperationError::InvalidCredential)?;
        let now = clock::now();
        let token = self.api_tokens.find(hash).await?;
        let token = token
            .filter(|token| token.is_valid_at(now))
            .ok_or(OperationError::InvalidCredential)?;
        self.api_tokens.note_use(token.id, now).await;
        Ok(Caller {
            environment_id: token.environment_id,
            api_token_id: token.id,
            permissions: token.permissions.clone(),
            presented,
        })
    }
}

/// Returns the address of an entry of `X-Forwarded-For`. Some proxies add the port, and brackets to
/// an IPv6 address.
fn parse_address(entry: &str) -> Option<IpAddr> {
    let bracketed = || entry.strip_prefix('[')?.strip_suffix(']')?.parse().ok().map(IpAddr::V6);
    let with_port = || entry.parse().ok().map(|address: SocketAddr| address.ip());
    entry.parse().ok().or_else(with_port).or_else(bracketed)
}

/// The lifetime of a cached API token. Every server of a store rejects a revoked token within a
/// second.
const TIME_TO_LIVE: Duration = Duration::from_millis(500);
/// The maximum number of cached API tokens, more than are used within their lifetime in the cache.
const CAPACITY: u64 = 10_000;
/// The precision of the time of an API token's last use. A higher precision would need a write for
/// each request.
const USE_PRECISION: Duration = Duration::from_secs(60);

/// The API tokens of a store, cached briefly.
pub struct ApiTokens {
    store: Store,
    found: Cache<ApiTokenHash, Arc<ApiTokenRecord>>,
    /// The tokens whose use was recorded within [`USE_PRECISION`].
    used: Cache<Uuid, ()>,
}

/// A look-up without a result to cache.
#[derive(Debug)]
enum NotFound {
    Unknown,
    Failed(StoreError),
}

impl ApiTokens {
    pub fn new(store: Store) -> Self {
        Self {
            store,
            found: Cache::builder().max_capacity(CAPACITY).time_to_live(TIME_TO_LIVE).build(),
            used: Cache::builder().max_capacity(CAPACITY).time_to_live(USE_PRECISION).build(),
        }
    }

    /// Returns the API token with a hash, even if the token is expired or revoked. Concurrent
    /// requests share one look-up (single-flight). Unknown tokens are not cached, so that a new
    /// token works at once.
    async fn find(&self, hash: ApiTokenHash) -> Result<Option<Arc<ApiTokenRecord>>, StoreError> {
        let look_up = async {
            match self.store.api_token(hash).await {
                Ok(Some(token)) => Ok(Arc::new(token)),
                Ok(None) => Err(NotFound::Unknown),
                Err(error) => Err(NotFound::Failed(error)),
            }
        };
        match self.found.try_get_with(hash, look_up).await {
            Ok(token) => Ok(Some(token)),
            Err(error) => match &*error {
                NotFound::Unknown => Ok(None),
                NotFound::Failed(error) => Err(error.clone()),
            },
        }
    }

    /// Records the use of an API token, at most once a minute. A failure is ignored, since a later
    /// use is recorded again.
    async fn note_use(&self, id: Uuid, now: DateTime<Utc>) {
        if self.used.entry(id).or_insert(()).await.is_fresh() {
            let store = self.store.clone();
            tokio::spawn(async move { store.run(NoteUse { id, now }).await });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;

    use futures::{future::join_all, poll};
    use http::{HeaderMap, Uri, header};
    use link_token_connect::outbound::{Outbound, OutboundSettings};
    use link_token_domain::{
        audit::Origin,
        environment::{Environment, Policy},
        lifetime::Lifetime,
    };
    use link_token_store::{
        CommitObserver,
        sqlite::SqliteStore,
        use_cases::{CreateApiToken, CreateEnvironment, ListApiTokens, RevokeApiToken},
    };
    use lockstep_dropshot::{Bearer, Mechanism as _};
    use slog::{Discard, Logger, o};

    use std::sync::Arc;

    use super::{super::Outside, *};
    use crate::{
        clock::Clock,
        connect::refresh::Refresher,
        metrics::Metrics,
        settings::{AppSettings, LimitSettings},
    };

    fn store(folder: &tempfile::TempDir) -> Store {
        let path = folder.path().join("test.db");
        SqliteStore::open(&path, None, CommitObserver::none()).expect("opens").into()
    }

    fn secret() -> ApiTokenSecret {
        ApiTokenSecret::generate().expect("randomness")
    }

    /// Creates an environment and an API token.
    async fn create_token(store: &Store, hash: ApiTokenHash) -> ApiTokenRecord {
        let (environment_id, now) = (Uuid::new_v4(), clock::now());
        let (name, policy) = ("test".to_owned(), Policy::default());
        let environment =
            Environment { id: environment_id, name: name.clone(), created_at: now, policy };
        store.run(CreateEnvironment(environment)).await.expect("created");
        let token = ApiTokenRecord {
            id: Uuid::new_v4(),
            environment_id,
            name,
            permissions: Permissions::standard(),
            created_at: now,
            expires_at: None,
            revoked_at: None,
            last_used_at: None,
        };
        store
            .run(CreateApiToken { token: token.clone(), hash, by: Origin::CommandLine })
            .await
            .expect("created");
        token
    }

    #[tokio::test]
    async fn find_returns_new_tokens_at_once_and_revocations_soon() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = store(&folder);
        let hash = secret().hash();
        let tokens = ApiTokens::new(store.clone());
        let find = || async {
            let found = tokens.find(hash).await.expect("looked up");
            found.map(|token| token.revoked_at.is_some())
        };
        assert_eq!(find().await, None);
        let ApiTokenRecord { id, .. } = create_token(&store, hash).await;
        assert_eq!(find().await, Some(false));
        let by = Origin::CommandLine;
        let revoke = RevokeApiToken { environment_id: None, id, by, now: clock::now() };
        store.run(revoke).await.expect("revoked");
        let deadline = std::time::Instant::now() + Duration::from_secs(60);
        while find().await == Some(false) {
            assert!(std::time::Instant::now() < deadline, "the revoked token is used for ever");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!(find().await, Some(true));
    }

    #[tokio::test]
    async fn note_use_records_the_use_in_the_store() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = store(&folder);
        let token = create_token(&store, secret().hash()).await;
        let tokens = ApiTokens::new(store.clone());
        let now = clock::now();
        join_all((0..10).map(|_| tokens.note_use(token.id, now))).await;
        let deadline = std::time::Instant::now() + Duration::from_secs(60);
        loop {
            let environment_id = token.environment_id;
            let listed = store.query(ListApiTokens { environment_id }).await.expect("read");
            if listed[0].last_used_at == Some(now) {
                break;
            }
            assert!(std::time::Instant::now() < deadline, "it is never noted");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    #[tokio::test]
    async fn find_holds_no_connection_when_its_caller_has_gone() {
        let folder = tempfile::tempdir().expect("a folder");
        let tokens = ApiTokens::new(store(&folder));
        for _ in 0..100 {
            let _ = poll!(pin!(tokens.find(secret().hash())));
        }
        let found = tokens.find(secret().hash());
        let found = tokio::time::timeout(Duration::from_secs(60), found).await;
        assert!(found.expect("in time").expect("looked up").is_none());
    }

    fn app(folder: &tempfile::TempDir, failures: u32, trust_forwarded: bool) -> App {
        let settings = AppSettings {
            lifetime: Lifetime::DEFAULT,
            limits: LimitSettings::new(0, failures),
            max_concurrent: 0,
            trust_forwarded,
        };
        let log = Logger::root(Discard, o!());
        let (store, metrics) = (store(folder), Metrics::default());
        let outbound = Outbound::new(OutboundSettings::default()).expect("a client");
        let refresher = Refresher::new(
            store.clone(),
            Arc::default(),
            outbound.clone(),
            metrics.clone(),
            Clock::default(),
            log.clone(),
        );
        let outside = Outside { webhooks: outbound.clone(), outbound, refresher };
        App::new(store, settings, Arc::default(), outside, metrics, log)
    }

    #[tokio::test]
    async fn failure_is_counted_when_the_client_disconnects() {
        let folder = tempfile::tempdir().expect("a folder");
        let app = app(&folder, 1, false);
        let client = "192.0.2.1:1".parse().expect("an address");
        let request = RequestInfo::new(&http::Request::new(()), client);
        let value = format!("Bearer {}", secret().expose()).parse().expect("a header value");
        let headers = HeaderMap::from_iter([(header::AUTHORIZATION, value)]);
        {
            let credential = Bearer::credential(&headers, &Uri::default());
            // The first look-up is pending: it opens a connection on another thread.
            let found = Authenticate::<ApiToken>::authenticate(&app, credential, &request);
            assert!(poll!(pin!(found)).is_pending());
        }
        assert!(app.limits.failure(client.ip()).is_err());
    }

    #[test]
    fn address_is_the_last_forwarded_one_when_the_proxy_is_trusted() {
        let folder = tempfile::tempdir().expect("a folder");
        let client = "192.0.2.1:1".parse().expect("an address");
        let address = |trusted: bool, values: &[&str]| {
            let mut request = http::Request::new(());
            for value in values {
                let value = value.parse().expect("a header value");
                request.headers_mut().append("x-forwarded-for", value);
            }
            let address = app(&folder, 0, trusted).address(&RequestInfo::new(&request, client));
            address.to_string()
        };
        assert_eq!(address(false, &["198.51.100.1"]), "192.0.2.1");
        for (values, expected) in [
            (&["198.51.100.1"] as &[_], "198.51.100.1"),
            (&["203.0.113.9, 198.51.100.1"], "198.51.100.1"),
            (&["203.0.113.9", "198.51.100.1"], "198.51.100.1"),
            (&["203.0.113.9", "203.0.113.8, 2001:db8::1"], "2001:db8::1"),
            (&["203.0.113.9, 198.51.100.1:51234"], "198.51.100.1"),
            (&["[2001:db8::1]"], "2001:db8::1"),
            (&["[2001:db8::1]:443"], "2001:db8::1"),
            (&["203.0.113.9, unknown"], "192.0.2.1"),
            (&["[198.51.100.1]"], "192.0.2.1"),
            (&[""], "192.0.2.1"),
            (&[], "192.0.2.1"),
        ] {
            assert_eq!(address(true, values), expected, "{values:?}");
        }
    }
}
