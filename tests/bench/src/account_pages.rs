//! The cost of a page of accounts by its place in the list: `cargo xtask bench --account-pages`.
//!
//! The pages are read past HTTP, which costs each page the same.

use std::time::Instant;

use anyhow::ensure;
use link_token_domain::integrated_account::{AccountCursor, AccountFilter};
use link_token_store::use_cases::PageAccounts;

use crate::{
    scale::Measurement,
    server::{Database, Imported, Kind},
};

const TENANT: &str = "acme-1";
/// Accounts on a page.
const LIMIT: u32 = 100;
/// The place of the later page.
const LATER: usize = 100;
/// Reads of each page in a round.
const READS: usize = 50;

/// Measures databases with a number of accounts of one tenant.
pub async fn measure(
    databases: &[(Kind, &Database)],
    accounts: u32,
    rounds: u16,
) -> anyhow::Result<Vec<Measurement>> {
    let least = LIMIT * u32::try_from(LATER)?;
    ensure!(
        accounts >= least,
        "{accounts} accounts have no page {LATER} of {LIMIT}: choose --accounts {least} or more"
    );
    let mut measurements = Vec::new();
    for (kind, database) in databases {
        eprintln!("importing {accounts} accounts: {}", kind.name());
        database.import(TENANT, usize::try_from(accounts)?, Imported::ApiKey).await?;
        let mut after = None;
        for _ in 1..LATER {
            after = read(database, after).await?;
            ensure!(after.is_some(), "the list has fewer than {LATER} pages");
        }
        let (mut ratios, mut first_times) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            let (mut first, mut later) = (Vec::new(), Vec::new());
            for _ in 0..READS {
                first.push(time(database, None).await?);
                later.push(time(database, after).await?);
            }
            let (first, later) = (median(first), median(later));
            ratios.push(later / first);
            first_times.push(first * 1e3);
        }
        let name = kind.name();
        measurements.extend([
            Measurement::new(
                format!("{name}: page {LATER} of {accounts} accounts ÷ the first"),
                "ratio",
                ratios,
            ),
            Measurement::new(format!("{name}: the first page"), "ms", first_times),
        ]);
    }
    Ok(measurements)
}

async fn time(database: &Database, after: Option<AccountCursor>) -> anyhow::Result<f64> {
    let start = Instant::now();
    read(database, after).await?;
    Ok(start.elapsed().as_secs_f64())
}

/// Reads a page, and returns the place of the next one.
async fn read(
    database: &Database,
    after: Option<AccountCursor>,
) -> anyhow::Result<Option<AccountCursor>> {
    let filter = AccountFilter {
        tenant_ids: vec![TENANT.parse().map_err(|_| anyhow::anyhow!("a tenant"))?],
        ..AccountFilter::default()
    };
    let query =
        PageAccounts { environment_id: database.environment_id, filter, after, limit: LIMIT };
    let page = database.store.query(query).await?;
    ensure!(page.accounts.len() == usize::try_from(LIMIT)?, "the page is not full");
    Ok(page.next)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
