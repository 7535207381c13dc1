//! Look-ups in batches.
//!
//! One query finds all objects of a table that are asked for at the same time.

use std::{collections::HashMap, hash::Hash, sync::LazyLock};

use chrono::{DateTime, SubsecRound as _, Utc};
use link_token_domain::{
    integrated_account::Account,
    link_token::{LinkTokenHash, LinkTokenRecord},
};
use uuid::Uuid;

use super::{
    arrays::arrays,
    batches::{BatchWork, Replies, within_limit},
    connections::{PostgresError, Session},
};
use crate::{
    StoreError,
    encryption::Encrypted,
    rows::{Record, RowReader, SqlValue},
    tables::{
        credentials::{self, EncryptedAccountCredentials},
        tenant_erasure::{ACCOUNT_IS_SHOWN, LINK_TOKEN_IS_SHOWN},
    },
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

/// Finds link tokens by their hashes, whatever their state.
#[derive(Debug)]
pub(super) struct LookUpLinkTokens;

impl KeyedLookUp for LookUpLinkTokens {
    type Key = LinkTokenHash;
    type Found = LinkTokenRecord<Encrypted>;

    fn sql() -> &'static str {
        static SQL: LazyLock<String> = LazyLock::new(|| {
            let columns = LinkTokenRecord::<Encrypted>::columns();
            let condition = format!("hash = ANY($1){LINK_TOKEN_IS_SHOWN}");
            format!("SELECT hash, {columns} FROM link_token WHERE {condition}")
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

/// The accounts `$1`, `$2`.
const OF_ACCOUNTS: &str = "(integrated_account.environment_id, integrated_account.id)
    IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))";

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
                "SELECT environment_id, id, {columns} FROM integrated_account
                WHERE {OF_ACCOUNTS}{ACCOUNT_IS_SHOWN}"
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
            let first = "integrated_account.environment_id, integrated_account.id, now(), ";
            credentials::with_account_sql(first, OF_ACCOUNTS)
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
