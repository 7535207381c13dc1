//! Who is calling: API tokens as bearer tokens (RFC 6750).

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use dropshot::{RequestContext, RequestInfo};
use futures::{
    FutureExt as _,
    future::{BoxFuture, Shared, WeakShared},
};
use link_token_api::ApiToken;
use lockstep_dropshot::{Authenticate, BearerToken, Credential};
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
/// How many are remembered, with those that are being looked up: more than anybody uses within that time.
const REMEMBERED: usize = 10_000;

/// Looks API tokens up, and remembers them for a moment.
#[derive(Debug, Default)]
pub struct ApiTokens(Mutex<HashMap<ApiTokenHash, Known>>);

/// What is known of an API token.
#[derive(Debug)]
struct Known {
    /// When the store was asked. What it says is not older.
    asked: Instant,
    /// None while it is being looked up.
    token: Option<Arc<ApiTokenRecord>>,
    /// Ends with the last who waits for it, so that nothing of the store is held by what nobody drives.
    look_up: WeakShared<LookUp>,
}

type LookUp = BoxFuture<'static, Found>;
type Found = Result<Option<Arc<ApiTokenRecord>>, StoreError>;

impl Known {
    /// Whether it may be relied on.
    fn is_recent(&self) -> bool {
        self.asked.elapsed() <= STALENESS
    }
}

impl ApiTokens {
    /// The API token with a hash, whether it is still valid or not. One that does not exist is not remembered, so that a
    /// new one can be used at once.
    async fn find(&self, store: &Arc<dyn Store>, hash: ApiTokenHash) -> Found {
        // Of many requests that ask for one at the same time, one looks it up.
        let (asked, look_up) = match self.recent(store, hash) {
            Recent::Token(token) => return Ok(Some(token)),
            Recent::LookUp(asked, look_up) => (asked, look_up),
        };
        let found = look_up.await;
        self.note(hash, asked, &found);
        found
    }

    fn recent(&self, store: &Arc<dyn Store>, hash: ApiTokenHash) -> Recent {
        let mut tokens = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = tokens.get(&hash).filter(|known| known.is_recent()) {
            if let Some(token) = &known.token {
                return Recent::Token(Arc::clone(token));
            }
            if let Some(look_up) = known.look_up.upgrade() {
                return Recent::LookUp(known.asked, look_up);
            }
        }
        if tokens.len() >= REMEMBERED {
            // Look-ups go first, and are only not shared any more then: anybody can cause any number of them, for which those who have
            // API tokens should not have to wait.
            tokens.retain(|_, known| known.token.is_some() && known.is_recent());
            if tokens.len() > REMEMBERED / 2 {
                tokens.clear();
            }
        }
        let (store, asked) = (Arc::clone(store), Instant::now());
        let look_up = async move { Ok(store.api_token(hash).await?.map(Arc::new)) };
        let look_up = look_up.boxed().shared();
        // It has not ended yet, so there is one.
        if let Some(weak) = look_up.downgrade() {
            tokens.insert(hash, Known { asked, token: None, look_up: weak });
        }
        Recent::LookUp(asked, look_up)
    }

    /// Notes what was found by a look-up, unless there has been another one since.
    fn note(&self, hash: ApiTokenHash, asked: Instant, found: &Found) {
        let mut tokens = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(known) = tokens.get_mut(&hash).filter(|known| known.asked == asked) else {
            return;
        };
        match found {
            Ok(Some(token)) => known.token = Some(Arc::clone(token)),
            Ok(None) | Err(_) => drop(tokens.remove(&hash)),
        }
    }
}

/// What there is of an API token.
enum Recent {
    Token(Arc<ApiTokenRecord>),
    /// It is being looked up, since when.
    LookUp(Instant, Shared<LookUp>),
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
        domain::{
            environment::{Environment, Policy},
            lifetime::Lifetime,
        },
        http::{AppSettings, limits::LimitSettings},
        metrics::{CommitMetrics, Metrics},
        store::{Keys, sqlite::SqliteStore},
    };

    fn store(folder: &tempfile::TempDir) -> Arc<dyn Store> {
        let path = folder.path().join("test.db");
        let store = SqliteStore::open(&path, &Keys::NotConfigured, CommitMetrics::default());
        Arc::new(store.expect("opens"))
    }

    /// A revoked API token is refused soon, and a new one is known at once.
    #[tokio::test]
    async fn what_is_known_is_relied_on_for_a_moment() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = store(&folder);
        let (environment_id, now) = (Uuid::new_v4(), clock::now());
        let (name, policy) = ("test".to_owned(), Policy::default());
        let environment =
            Environment { id: environment_id, name: name.clone(), created_at: now, policy };
        store.create_environment(environment).await.expect("created").expect("new");
        let id = Uuid::new_v4();
        let hash = ApiTokenSecret::generate().expect("randomness").hash();
        let tokens = ApiTokens::default();
        let find = || async {
            let found = tokens.find(&store, hash).await.expect("looked up");
            found.map(|token| token.revoked_at.is_some())
        };
        let asked = |asked| {
            let mut tokens = tokens.0.lock().expect("no panic");
            tokens.get_mut(&hash).expect("remembered").asked = asked;
        };

        assert_eq!(find().await, None);
        let token = ApiTokenRecord {
            id,
            environment_id,
            name,
            created_at: now,
            expires_at: None,
            revoked_at: None,
            last_used_at: None,
        };
        store.create_api_token(token, hash).await.expect("created").expect("new");
        assert_eq!(find().await, Some(false));
        store.revoke_api_token(id, now).await.expect("revoked").expect("known");
        // As if the clock stood still.
        asked(Instant::now() + STALENESS);
        assert_eq!(find().await, Some(false), "relied on");
        for _ in 0..=REMEMBERED {
            drop(tokens.recent(&store, ApiTokenSecret::generate().expect("randomness").hash()));
        }
        assert_eq!(find().await, Some(false), "however many others are asked for");
        asked(Instant::now().checked_sub(2 * STALENESS).expect("the machine runs for longer"));
        assert_eq!(find().await, Some(true), "asked again");
    }

    /// Of all who ask at the same time, the first one's look-up is that of the others.
    #[tokio::test]
    async fn what_many_ask_for_is_looked_up_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let (store, tokens) = (store(&folder), ApiTokens::default());
        let hash = ApiTokenSecret::generate().expect("randomness").hash();
        let look_up = || match tokens.recent(&store, hash) {
            Recent::LookUp(asked, look_up) => (asked, look_up),
            Recent::Token(_) => panic!("there is none"),
        };
        let (first, other) = (look_up(), look_up());
        assert!(first.1.ptr_eq(&other.1));
        drop((first, other));
        let (asked, third) = look_up();
        assert!(third.await.expect("looked up").is_none());
        assert!(look_up().0 > asked, "those before have gone");
    }

    /// The store has few connections, which nobody may hold who has gone.
    #[tokio::test]
    async fn what_nobody_waits_for_holds_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let (store, tokens) = (store(&folder), ApiTokens::default());
        for _ in 0..100 {
            let hash = ApiTokenSecret::generate().expect("randomness").hash();
            // It asks, and goes before the answer.
            let _ = poll!(pin!(tokens.find(&store, hash)));
        }
        let hash = ApiTokenSecret::generate().expect("randomness").hash();
        let found = tokio::time::timeout(Duration::from_secs(60), tokens.find(&store, hash)).await;
        assert!(found.expect("in time").expect("looked up").is_none());
    }

    /// To go away while a token is looked up is no way around the limit.
    #[tokio::test]
    async fn whoever_does_not_wait_for_the_answer_is_counted() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = store(&folder);
        let settings = AppSettings {
            lifetime: Lifetime::DEFAULT,
            limits: LimitSettings::new(0, 1),
            max_concurrent: 0,
            trust_forwarded: false,
        };
        let log = Logger::root(Discard, o!());
        let app = App::new(store, settings, Metrics::default(), log);
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
