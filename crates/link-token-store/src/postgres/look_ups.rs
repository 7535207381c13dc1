//! Look-ups in batches.
//!
//! One query finds all objects of a table that are asked for at the same time.

use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
    sync::{Arc, LazyLock},
};

use chrono::{DateTime, SubsecRound as _, Utc};
use futures::{FutureExt as _, future::join_all};
use link_token_domain::{
    attempt::{Attempt, AttemptKeyHash, Phase},
    integrated_account::Account,
    link_token::{LinkTokenHash, LinkTokenRecord},
};
use uuid::Uuid;

use super::{
    arrays::arrays,
    batches::{BatchWork, Replies, within_limit},
    connections::{PostgresError, Session, parameters},
};
use crate::{
    StoreError,
    encryption::{Encrypted, Keyring},
    rows::{Record, RowReader, SqlValue},
    tables::{
        attempt,
        credentials::{self, EncryptedAccountCredentials},
        tenant_erasure::{ACCOUNT_IS_SHOWN, LINK_TOKEN_IS_SHOWN},
    },
    transaction::{Query as _, Rows},
    use_cases::{FindSurroundings, StoredAttempt, Surroundings},
};

/// A look-up of objects by their keys.
pub(super) trait KeyedLookUp: Send + Sync + 'static {
    type Key: Copy + Eq + Hash + Send + Sync + 'static;
    type Found: Clone + Send + 'static;
    /// The maximum number of look-ups in a query.
    const MAX_KEYS: usize = 512;

    /// The query, whose rows begin with the key. The key comes first, so that an unreadable row
    /// fails only the look-ups of its key.
    fn sql() -> &'static str;

    /// Returns the parameters of the query, which are arrays.
    fn parameters(keys: &[Self::Key]) -> Vec<Vec<SqlValue<'_>>>;

    fn read_key(fields: &mut RowReader<'_>) -> Result<Self::Key, StoreError>;

    fn read(fields: &mut RowReader<'_>) -> Result<Self::Found, StoreError>;
}

impl<L: KeyedLookUp> BatchWork for L {
    type Item = L::Key;
    type Answer = Option<L::Found>;
    const MAX_ITEMS: usize = L::MAX_KEYS;

    async fn answer(
        &self,
        session: &Session,
        keys: &[L::Key],
        replies: &mut Replies<Self::Answer>,
    ) -> Result<(), PostgresError> {
        let client = session.client();
        let parameters = L::parameters(keys);
        let rows = within_limit(session, async {
            let statement = client.prepare_cached(L::sql()).await?;
            Ok(client.query(&statement, &arrays(&parameters)).await?)
        });
        let mut found: HashMap<L::Key, Result<L::Found, StoreError>> = HashMap::new();
        for row in rows.await? {
            let mut fields = RowReader::of(&row);
            let key = L::read_key(&mut fields)?;
            found.insert(key, L::read(&mut fields));
        }
        for (place, key) in keys.iter().enumerate() {
            replies.send(place, found.get(key).cloned().transpose());
        }
        Ok(())
    }
}

// A look-up has a row for each key, and `LATERAL … LIMIT 1` finds one object for each row: the best
// plan is the same for any number of keys. A `SELECT` around a parameter hides the number from
// PostgreSQL, which then keeps that plan, and does not plan each execution.

/// The hashes `$1` as rows.
const ASKED_HASHES: &str = "unnest((SELECT $1::bytea[])) AS asked (key)";

/// The environments `$1` and the IDs `$2` as rows.
const ASKED_IDS: &str =
    "unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS asked (environment_id, id)";

/// Finds link tokens by their hashes, whatever their state.
#[derive(Debug)]
pub(super) struct LookUpLinkTokens;

impl KeyedLookUp for LookUpLinkTokens {
    type Key = LinkTokenHash;
    type Found = LinkTokenRecord<Encrypted>;

    fn sql() -> &'static str {
        static SQL: LazyLock<String> = LazyLock::new(|| {
            let columns = LinkTokenRecord::<Encrypted>::columns();
            format!(
                "SELECT asked.key, found.* FROM {ASKED_HASHES}
                CROSS JOIN LATERAL (
                    SELECT {columns} FROM link_token
                    WHERE hash = asked.key{LINK_TOKEN_IS_SHOWN} LIMIT 1
                ) AS found"
            )
        });
        &SQL
    }

    fn parameters(hashes: &[LinkTokenHash]) -> Vec<Vec<SqlValue<'_>>> {
        vec![hashes.iter().map(|hash| (&hash.0).into()).collect()]
    }

    fn read_key(fields: &mut RowReader<'_>) -> Result<LinkTokenHash, StoreError> {
        Ok(LinkTokenHash(fields.get()?))
    }

    fn read(fields: &mut RowReader<'_>) -> Result<Self::Found, StoreError> {
        LinkTokenRecord::read(fields)
    }
}

/// The environment and the ID of an account.
pub(super) type AccountKey = (Uuid, Uuid);

/// The condition for an account that is asked for.
const IS_ASKED: &str = "integrated_account.environment_id = asked.environment_id
    AND integrated_account.id = asked.id";

fn account_parameters(keys: &[AccountKey]) -> Vec<Vec<SqlValue<'_>>> {
    let (environments, ids) = keys.iter().map(|&(of, id)| (of.into(), id.into())).unzip();
    vec![environments, ids]
}

fn read_account_key(fields: &mut RowReader<'_>) -> Result<AccountKey, StoreError> {
    Ok((fields.get()?, fields.get()?))
}

/// Finds accounts.
#[derive(Debug)]
pub(super) struct LookUpAccounts;

impl KeyedLookUp for LookUpAccounts {
    type Key = AccountKey;
    type Found = Account<Encrypted>;
    /// A context may have 256 KiB.
    const MAX_KEYS: usize = 64;

    fn sql() -> &'static str {
        static SQL: LazyLock<String> = LazyLock::new(|| {
            let columns = Account::<Encrypted>::columns();
            format!(
                "SELECT asked.environment_id, asked.id, found.* FROM {ASKED_IDS}
                CROSS JOIN LATERAL (
                    SELECT {columns} FROM integrated_account
                    WHERE {IS_ASKED}{ACCOUNT_IS_SHOWN} LIMIT 1
                ) AS found"
            )
        });
        &SQL
    }

    fn parameters(keys: &[AccountKey]) -> Vec<Vec<SqlValue<'_>>> {
        account_parameters(keys)
    }

    fn read_key(fields: &mut RowReader<'_>) -> Result<AccountKey, StoreError> {
        read_account_key(fields)
    }

    fn read(fields: &mut RowReader<'_>) -> Result<Self::Found, StoreError> {
        Account::read(fields)
    }
}

/// Finds the credentials of accounts, with the time of the database, to the millisecond.
#[derive(Debug)]
pub(super) struct LookUpCredentials;

impl KeyedLookUp for LookUpCredentials {
    type Key = AccountKey;
    type Found = (DateTime<Utc>, EncryptedAccountCredentials);

    fn sql() -> &'static str {
        static SQL: LazyLock<String> = LazyLock::new(|| {
            let found = credentials::with_account_sql(IS_ASKED);
            format!(
                "SELECT asked.environment_id, asked.id, now(), found.* FROM {ASKED_IDS}
                CROSS JOIN LATERAL ({found} LIMIT 1) AS found"
            )
        });
        &SQL
    }

    fn parameters(keys: &[AccountKey]) -> Vec<Vec<SqlValue<'_>>> {
        account_parameters(keys)
    }

    fn read_key(fields: &mut RowReader<'_>) -> Result<AccountKey, StoreError> {
        read_account_key(fields)
    }

    fn read(fields: &mut RowReader<'_>) -> Result<Self::Found, StoreError> {
        let now: DateTime<Utc> = fields.get()?;
        Ok((now.trunc_subsecs(3), EncryptedAccountCredentials::read(fields)?))
    }
}

/// Finds attempts by their keys, each with its link token and the account that this was redeemed
/// for.
#[derive(Debug)]
pub(super) struct LookUpAttempts;

impl KeyedLookUp for LookUpAttempts {
    type Key = AttemptKeyHash;
    type Found = EncryptedAttempt;
    /// The context of a link token may have 256 KiB.
    const MAX_KEYS: usize = 64;

    fn sql() -> &'static str {
        static SQL: LazyLock<String> = LazyLock::new(|| {
            let attempt = Attempt::<Encrypted>::columns();
            let link_token = LinkTokenRecord::<Encrypted>::columns();
            let redeemed = attempt::REDEEMED_ACCOUNT
                .replace("$1", "found.link_token_hash")
                .replace("$2", &format!("'{}'", Phase::Done.as_str()));
            format!(
                "SELECT asked.key, found.*, link_token.*, ({redeemed}) FROM {ASKED_HASHES}
                CROSS JOIN LATERAL (
                    SELECT {attempt} FROM attempt WHERE key_hash = asked.key LIMIT 1
                ) AS found
                CROSS JOIN LATERAL (
                    SELECT {link_token} FROM link_token
                    WHERE hash = found.link_token_hash{LINK_TOKEN_IS_SHOWN} LIMIT 1
                ) AS link_token"
            )
        });
        &SQL
    }

    fn parameters(hashes: &[AttemptKeyHash]) -> Vec<Vec<SqlValue<'_>>> {
        vec![hashes.iter().map(|hash| (&hash.0).into()).collect()]
    }

    fn read_key(fields: &mut RowReader<'_>) -> Result<AttemptKeyHash, StoreError> {
        Ok(AttemptKeyHash(fields.get()?))
    }

    fn read(fields: &mut RowReader<'_>) -> Result<EncryptedAttempt, StoreError> {
        Ok(EncryptedAttempt {
            attempt: Attempt::read(fields)?,
            link_token: LinkTokenRecord::read(fields)?,
            redeemed: fields.optional()?,
        })
    }
}

/// An attempt with its link token, whose secrets are encrypted.
#[derive(Clone, Debug)]
pub(super) struct EncryptedAttempt {
    attempt: Attempt<Encrypted>,
    link_token: LinkTokenRecord<Encrypted>,
    redeemed: Option<Uuid>,
}

impl EncryptedAttempt {
    pub(super) fn decrypted(self, keys: &Keyring) -> Result<StoredAttempt, StoreError> {
        let Self { attempt, link_token, redeemed } = self;
        Ok(StoredAttempt { attempt: attempt::decrypted(keys, attempt)?, link_token, redeemed })
    }
}

/// Finds what pages show of environments. Pages of one environment that are asked for at the same
/// time share it.
#[derive(Debug)]
pub(super) struct LookUpSurroundings {
    keys: Arc<Keyring>,
}

impl LookUpSurroundings {
    pub(super) fn new(keys: Arc<Keyring>) -> Self {
        Self { keys }
    }
}

impl BatchWork for LookUpSurroundings {
    type Item = Uuid;
    type Answer = Option<Arc<Surroundings>>;
    /// A logo may have 64 KiB.
    const MAX_ITEMS: usize = 64;

    async fn answer(
        &self,
        session: &Session,
        ids: &[Uuid],
        replies: &mut Replies<Self::Answer>,
    ) -> Result<(), PostgresError> {
        let distinct: HashSet<Uuid> = ids.iter().copied().collect();
        let found = distinct.into_iter().map(async |id| {
            let mut rows = SharedSession { session, keys: &self.keys };
            let found = FindSurroundings(id).run(&mut rows).await;
            (id, found.map(|found| found.map(Arc::new)))
        });
        let found = within_limit(session, join_all(found).map(Ok)).await?;
        let found: HashMap<_, _> = found.into_iter().collect();
        for (place, id) in ids.iter().enumerate() {
            replies.send(place, found.get(id).cloned().unwrap_or(Ok(None)));
        }
        Ok(())
    }
}

/// Reads rows on a session that other work shares, outside of a transaction.
struct SharedSession<'s> {
    session: &'s Session,
    keys: &'s Keyring,
}

impl Rows for SharedSession<'_> {
    fn keys(&self) -> &Keyring {
        self.keys
    }

    async fn query<T: Send>(
        &mut self,
        sql: &str,
        values: &[SqlValue<'_>],
        read: impl Fn(&mut RowReader<'_>) -> Result<T, StoreError> + Send,
    ) -> Result<Vec<T>, StoreError> {
        let client = self.session.client();
        let rows = async {
            let statement = client.prepare_cached(sql).await?;
            client.query(&statement, &parameters(values)).await
        };
        let rows = rows.await.map_err(PostgresError::from)?;
        rows.iter().map(|row| read(&mut RowReader::of(row))).collect()
    }
}
