//! Integrated accounts.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Datelike as _, SubsecRound as _, TimeDelta, Utc};
use link_token_types::{
    self as types, AuthenticationMethod, IntegratedAccountStatus, IntegrationName, Region, TenantId,
};
use uuid::Uuid;

use super::{Refusal, context::Context};

/// The keys in a context of the account at the third party.
pub const UPSTREAM_ID: &str = "upstream_id";
pub const UPSTREAM_NAME: &str = "upstream_name";

/// A tenant's connection to a third-party app. `C` is the form of the context: plain, or encrypted
/// as in the store.
#[derive(Clone, Debug, PartialEq)]
pub struct Account<C = Context> {
    /// The ID, which a reauthorisation keeps.
    pub id: Uuid,
    pub environment_id: Uuid,
    pub tenant_id: TenantId,
    /// The third-party app.
    pub integration: IntegrationName,
    /// The environment integration that the account was connected through. `None` for an account
    /// that was connected elsewhere.
    pub environment_integration_id: Option<Uuid>,
    pub authentication_method: Option<AuthenticationMethod>,
    pub status: IntegratedAccountStatus,
    /// The reason of a state that is not `active`, for people.
    pub last_error: Option<String>,
    /// The ID of the account at the third party, by which a reauthorisation notices that another
    /// account was connected.
    pub upstream_id: Option<String>,
    pub region: Region,
    /// The static gate for the account's outbound calls.
    pub static_gate_id: Option<Uuid>,
    pub context: C,
    /// The time of the first connection.
    pub created_at: DateTime<Utc>,
    /// The time of the last connection or change.
    pub updated_at: DateTime<Utc>,
}

impl<C> Account<C> {
    /// Replaces the context with another form of it.
    pub fn with_context<D>(self, context: D) -> Account<D> {
        let Self {
            id,
            environment_id,
            tenant_id,
            integration,
            environment_integration_id,
            authentication_method,
            status,
            last_error,
            upstream_id,
            region,
            static_gate_id,
            context: _,
            created_at,
            updated_at,
        } = self;
        Account {
            id,
            environment_id,
            tenant_id,
            integration,
            environment_integration_id,
            authentication_method,
            status,
            last_error,
            upstream_id,
            region,
            static_gate_id,
            context,
            created_at,
            updated_at,
        }
    }
}

/// The account of the contract, without what a catalogue says of its integration: the label is the
/// name.
impl From<Account> for types::IntegratedAccount {
    fn from(account: Account) -> Self {
        // Destructured, so that a new field does not compile until it is returned or left out.
        let Account {
            id,
            environment_id,
            environment_integration_id,
            tenant_id,
            integration,
            authentication_method,
            status,
            region,
            static_gate_id,
            context,
            last_error,
            upstream_id: _,
            created_at,
            updated_at,
        } = account;
        Self {
            authentication_method,
            context: context.into(),
            created_at,
            environment_id,
            environment_integration_id,
            id,
            integration: types::AccountIntegration {
                category: None,
                label: integration.as_str().to_owned(),
                name: integration,
            },
            last_error,
            region,
            status,
            tenant_id,
            truto_static_gate_id: static_gate_id,
            updated_at,
        }
    }
}

/// A change of an account by a backend. `None` leaves a field as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AccountUpdate {
    /// Values that replace those of the same key.
    pub context: Option<Context>,
    pub tenant_id: Option<TenantId>,
    pub status: Option<IntegratedAccountStatus>,
}

impl AccountUpdate {
    /// Checks each field of a request by itself.
    pub fn check(request: types::IntegratedAccountUpdate) -> Result<Self, Refusal> {
        // Destructured, so that a new field does not compile until it is checked.
        let types::IntegratedAccountUpdate { context, tenant_id, status } = request;
        // Null leaves a field as it is, too.
        let (context, tenant_id, status) =
            (context.flatten(), tenant_id.flatten(), status.flatten());
        if status == Some(IntegratedAccountStatus::Connecting) {
            return Err(Refusal::invalid("status", "only the connection flow sets `connecting`"));
        }
        Ok(Self { context: context.map(Context::check).transpose()?, tenant_id, status })
    }
}

/// The outcome of the requests that follow a connection, when they are made again.
#[derive(Clone, Debug, PartialEq)]
pub enum PostInstallOutcome {
    /// The credentials work. The facts are for the context.
    Succeeded { facts: Context, upstream_id: Option<String> },
    /// The third party does not accept the credentials.
    NotVerified { error: String },
    /// The credentials work, but the facts about the account could not be read.
    NotRead { error: String },
    /// The third party could not be asked, which says nothing about the credentials.
    NotAsked { error: String },
}

impl PostInstallOutcome {
    pub fn is_success(&self) -> bool {
        matches!(self, Self::Succeeded { .. })
    }
}

impl Account {
    /// Returns the account after a change by a backend.
    pub fn changed(self, change: AccountUpdate, now: DateTime<Utc>) -> Result<Self, Refusal> {
        let AccountUpdate { context, tenant_id, status } = change;
        let context = match context {
            Some(context) => self.context.overlaid_with(context).check_merged()?,
            None => self.context,
        };
        let is_healed = status == Some(IntegratedAccountStatus::Active);
        Ok(Self {
            context,
            tenant_id: tenant_id.unwrap_or(self.tenant_id),
            status: status.unwrap_or(self.status),
            last_error: self.last_error.filter(|_| !is_healed),
            updated_at: now.max(self.updated_at),
            ..self
        })
    }

    /// Returns the account after a backend has replaced its credentials, which ends the need of a
    /// reauthorisation.
    #[must_use]
    pub fn with_new_credentials(self, now: DateTime<Utc>) -> Self {
        let needs_reauth = self.status == IntegratedAccountStatus::NeedsReauth;
        Self {
            status: if needs_reauth { IntegratedAccountStatus::Active } else { self.status },
            last_error: self.last_error.filter(|_| !needs_reauth),
            updated_at: now.max(self.updated_at),
            ..self
        }
    }

    /// Returns the account after the requests that follow a connection were made again. The values
    /// of the context win over the facts, as those of the link token do when the account is
    /// connected. Only the ID and the name of the account at the third party are always replaced.
    ///
    /// Working credentials do not end the need of a reauthorisation: an access token may outlive
    /// the grant.
    pub fn after_actions(
        self,
        outcome: PostInstallOutcome,
        now: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        use IntegratedAccountStatus::{
            Active, Connecting, NeedsReauth, PostInstallError, ValidationError,
        };
        let (status, last_error, facts, upstream_id) = match outcome {
            PostInstallOutcome::Succeeded { facts, upstream_id } => {
                (Active, None, Some(facts), upstream_id)
            }
            PostInstallOutcome::NotVerified { error } => (ValidationError, Some(error), None, None),
            PostInstallOutcome::NotRead { error } => (PostInstallError, Some(error), None, None),
            PostInstallOutcome::NotAsked { error } => (self.status, Some(error), None, None),
        };
        let context = match facts {
            Some(facts) => {
                let upstream = facts.only(&[UPSTREAM_ID, UPSTREAM_NAME]);
                facts.overlaid_with(self.context).overlaid_with(upstream).check_merged()?
            }
            None => self.context,
        };
        let (status, last_error) = match self.status {
            Connecting | NeedsReauth => (self.status, self.last_error),
            Active | PostInstallError | ValidationError => (status, last_error),
        };
        Ok(Self {
            status,
            last_error,
            context,
            upstream_id: upstream_id.or(self.upstream_id),
            updated_at: now.max(self.updated_at),
            ..self
        })
    }
}

/// A selection of accounts, which meet every condition. An empty list is no condition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountFilter {
    pub tenant_ids: Vec<TenantId>,
    pub statuses: Vec<IntegratedAccountStatus>,
    pub integrations: Vec<IntegrationName>,
    pub created_at: TimeRange,
    pub updated_at: TimeRange,
}

/// A range of times, to the millisecond, as the store has them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeRange {
    /// The earliest time, inclusive.
    pub from: Option<DateTime<Utc>>,
    /// The latest time, exclusive.
    pub until: Option<DateTime<Utc>>,
}

impl TimeRange {
    /// Restricts the range to times from a time on.
    #[must_use]
    pub fn from(self, time: DateTime<Utc>) -> Self {
        Self { from: self.from.max(Some(rounded_up(time))), ..self }
    }

    /// Restricts the range to times after a time.
    #[must_use]
    pub fn after(self, time: DateTime<Utc>) -> Self {
        self.from(time.trunc_subsecs(3) + MILLISECOND)
    }

    /// Restricts the range to times before a time.
    #[must_use]
    pub fn before(self, time: DateTime<Utc>) -> Self {
        let time = rounded_up(time);
        Self { until: Some(self.until.map_or(time, |until| until.min(time))), ..self }
    }

    /// Restricts the range to times up to a time.
    #[must_use]
    pub fn up_to(self, time: DateTime<Utc>) -> Self {
        self.before(time.trunc_subsecs(3) + MILLISECOND)
    }

    /// Restricts the range to a single time.
    #[must_use]
    pub fn at(self, time: DateTime<Utc>) -> Self {
        self.from(time).up_to(time)
    }
}

const MILLISECOND: TimeDelta = TimeDelta::milliseconds(1);

fn rounded_up(time: DateTime<Utc>) -> DateTime<Utc> {
    let down = time.trunc_subsecs(3);
    if down == time { down } else { down + MILLISECOND }
}

/// The position of an account in a list by creation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountCursor {
    pub created_at: DateTime<Utc>,
    pub id: Uuid,
}

impl<C> Account<C> {
    pub fn cursor(&self) -> AccountCursor {
        AccountCursor { created_at: self.created_at, id: self.id }
    }
}

/// Writes the cursor as hexadecimal digits: callers must not read more into it.
impl fmt::Display for AccountCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}{}", self.created_at.timestamp_millis(), self.id.simple())
    }
}

impl FromStr for AccountCursor {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut bytes = [0; 24];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| NOT_A_CURSOR)?;
        let (millis, id) = bytes.split_at(8);
        let millis = millis.try_into().map(i64::from_be_bytes).map_err(|_| NOT_A_CURSOR)?;
        let created_at = DateTime::from_timestamp_millis(millis)
            .filter(|at| (0..=9999).contains(&at.year()))
            .ok_or(NOT_A_CURSOR)?;
        Ok(Self { created_at, id: Uuid::from_slice(id).map_err(|_| NOT_A_CURSOR)? })
    }
}

const NOT_A_CURSOR: &str = "must be the `next_cursor` of the previous page";

/// A page of a list of accounts.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountPage {
    pub accounts: Vec<Account>,
    /// The cursor of the next page, which is not empty. `None` on the last page.
    pub next: Option<AccountCursor>,
}

#[cfg(test)]
mod tests {
    use IntegratedAccountStatus::{
        Active, Connecting, NeedsReauth, PostInstallError, ValidationError,
    };
    use serde_json::json;

    use super::*;

    fn at(micros: i64) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(1_700_000_000_000_000 + micros).expect("in range")
    }

    #[test]
    fn time_range_holds_the_milliseconds_that_meet_the_conditions() {
        let all = TimeRange::default();
        let range = |from, until| TimeRange { from: Some(at(from)), until: Some(at(until)) };
        assert_eq!(all.from(at(1000)).before(at(3000)), range(1000, 3000));
        assert_eq!(all.after(at(1000)).up_to(at(3000)), range(2000, 4000));
        assert_eq!(all.from(at(1001)).before(at(3001)), range(2000, 4000));
        assert_eq!(all.after(at(1001)).up_to(at(3001)), range(2000, 4000));
        assert_eq!(all.at(at(1000)), range(1000, 2000));
        // No stored time is between two milliseconds.
        assert_eq!(all.at(at(1001)), range(2000, 2000));
        assert_eq!(
            all.from(at(1000)).from(at(0)).before(at(2000)).before(at(3000)),
            range(1000, 2000)
        );
    }

    #[test]
    fn cursor_parses_back() {
        let cursor = AccountCursor { created_at: at(5000), id: Uuid::from_u128(7) };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        let before_1970 = DateTime::from_timestamp_millis(-5).expect("in range");
        let cursor = AccountCursor { created_at: before_1970, ..cursor };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        // A time in the year -262143, which no database has.
        let far_past = format!("fffeef26ce914000{}", "0".repeat(32));
        for wrong in
            ["", "0", &"f".repeat(47), &"g".repeat(48), &format!("7{}", "f".repeat(47)), &far_past]
        {
            assert_eq!(wrong.parse::<AccountCursor>(), Err(NOT_A_CURSOR), "{wrong}");
        }
    }

    fn context(value: serde_json::Value) -> Context {
        let context: types::Context = serde_json::from_value(value).expect("an object");
        Context::check(context).expect("valid")
    }

    fn account(status: IntegratedAccountStatus) -> Account {
        Account {
            id: Uuid::from_u128(1),
            environment_id: Uuid::nil(),
            tenant_id: "acme-1".parse().expect("valid"),
            integration: "hubspot".parse().expect("valid"),
            environment_integration_id: None,
            authentication_method: None,
            status,
            last_error: Some("before".to_owned()),
            upstream_id: Some("1".to_owned()),
            region: Region::Eu,
            static_gate_id: None,
            context: context(json!({ "a": { "x": 1 }, "b": 1 })),
            created_at: at(0),
            updated_at: at(0),
        }
    }

    #[test]
    fn changed_merges_the_context_by_key_and_leaves_the_rest() {
        let change = AccountUpdate {
            context: Some(context(json!({ "a": { "y": 2 }, "c": null }))),
            ..AccountUpdate::default()
        };
        let before = account(NeedsReauth);
        let after = before.clone().changed(change, at(5000)).expect("small");
        let expected = context(json!({ "a": { "y": 2 }, "b": 1, "c": null }));
        assert_eq!(after, Account { context: expected, updated_at: at(5000), ..before.clone() });
        // A clock that was set back does not hide the change from those who ask for later ones.
        let before = Account { updated_at: at(7000), ..before };
        let nothing = before.clone().changed(AccountUpdate::default(), at(5000)).expect("small");
        assert_eq!(nothing, before);
    }

    #[test]
    fn changed_status_clears_the_error_when_active() {
        for (status, last_error) in [(Active, None), (ValidationError, Some("before"))] {
            let change = AccountUpdate { status: Some(status), ..AccountUpdate::default() };
            let after = account(NeedsReauth).changed(change, at(0)).expect("small");
            assert_eq!((after.status, after.last_error.as_deref()), (status, last_error));
        }
        let request = types::IntegratedAccountUpdate {
            context: None,
            tenant_id: None,
            status: Some(Some(Connecting)),
        };
        assert!(AccountUpdate::check(request).is_err());
    }

    #[test]
    fn new_credentials_end_only_the_need_of_a_reauthorisation() {
        for (status, expected, last_error) in [
            (NeedsReauth, Active, None),
            (Active, Active, Some("before")),
            (ValidationError, ValidationError, Some("before")),
            (Connecting, Connecting, Some("before")),
        ] {
            let after = account(status).with_new_credentials(at(0));
            assert_eq!((after.status, after.last_error.as_deref()), (expected, last_error));
        }
    }

    #[test]
    fn outcome_of_actions_decides_the_state_unless_the_account_needs_its_user() {
        let succeeded = || PostInstallOutcome::Succeeded {
            facts: context(json!({ "b": 2, "c": 2, "upstream_id": "2" })),
            upstream_id: Some("2".to_owned()),
        };
        let error = || "now".to_owned();
        for (before, outcome, status, last_error) in [
            (Active, succeeded(), Active, None),
            (ValidationError, succeeded(), Active, None),
            (PostInstallError, succeeded(), Active, None),
            (NeedsReauth, succeeded(), NeedsReauth, Some("before")),
            (Connecting, succeeded(), Connecting, Some("before")),
            (
                Active,
                PostInstallOutcome::NotVerified { error: error() },
                ValidationError,
                Some("now"),
            ),
            (
                NeedsReauth,
                PostInstallOutcome::NotVerified { error: error() },
                NeedsReauth,
                Some("before"),
            ),
            (Active, PostInstallOutcome::NotRead { error: error() }, PostInstallError, Some("now")),
            (Active, PostInstallOutcome::NotAsked { error: error() }, Active, Some("now")),
            (
                PostInstallError,
                PostInstallOutcome::NotAsked { error: error() },
                PostInstallError,
                Some("now"),
            ),
        ] {
            let is_success = outcome.is_success();
            let own = context(json!({ "a": { "x": 1 }, "b": 1, "upstream_id": "1" }));
            let before = Account { context: own, ..account(before) };
            let after = before.after_actions(outcome, at(0)).expect("small");
            assert_eq!((after.status, after.last_error.as_deref()), (status, last_error));
            let expected = if is_success {
                json!({ "a": { "x": 1 }, "b": 1, "c": 2, "upstream_id": "2" })
            } else {
                json!({ "a": { "x": 1 }, "b": 1, "upstream_id": "1" })
            };
            assert_eq!(after.context, context(expected));
            assert_eq!(after.upstream_id.as_deref(), Some(if is_success { "2" } else { "1" }));
        }
    }
}
