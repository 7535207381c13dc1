//! Finds link tokens by their hash.
//!
//! Hashes are random. In an ordinary index, each new one would change a page of its own, and the write-ahead log and the
//! database would be written a page for each token. So the index is a log-structured merge tree (O'Neil and others, 1996):
//!
//! - The latest link tokens are in memory only. They are read from the table when a database is opened.
//! - When there are enough of them, they are written as a run: sorted, in parts of half a page, one after the other.
//! - When there are enough runs of a size, they are merged into one, a few parts in each transaction, so that nobody waits.
//!   A part is in the new run from the moment at which it is not in the old ones.
//!
//! An entry is the start of a hash and a place in the table. What it says is checked there, so that it may be there twice, or
//! for a token that is gone. Every token of the table has one, or is among the latest.

use std::{
    collections::BTreeSet,
    sync::{
        LazyLock, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard,
        atomic::{AtomicBool, Ordering},
    },
};

use rusqlite::{Connection, TransactionBehavior, params};

use link_token_domain::link_token::{LinkTokenHash, LinkTokenRecord};

use super::sql::{all, execute, one};
use crate::{
    StoreError,
    encryption::Encrypted,
    rows::{Fields, Record as _, damaged},
};

/// A link token and its sequence, which is its place in the table.
pub(super) type Found = (i64, LinkTokenRecord<Encrypted>);

/// How many link tokens a run begins with. A part then has 112 on average, so that two parts fit into a page.
const RUN: usize = 28_672;
/// The logarithm of how many parts such a run has.
const BITS: u32 = 8;
/// The logarithm of how many runs are merged into one.
const FAN_IN_BITS: u32 = 3;
/// The last level that a number of a part has bits for, at which a run would have some 480 billion tokens.
const LAST_LEVEL: u32 = (32 - BITS) / FAN_IN_BITS;
/// How many parts of each run are merged in a transaction.
const PARTS_A_STEP: i64 = 4;
/// How many parts of a run that is not needed any more are deleted in a transaction.
const DELETED_A_STEP: i64 = 128;

/// The start of a hash, and the sequence of a link token.
pub(super) type Entry = (u64, i64);

fn entry(hash: &[u8; 32], sequence: i64) -> Entry {
    let (start, _) = hash.as_chunks();
    (u64::from_be_bytes(start[0]), sequence)
}

/// The latest link tokens: those that no run has.
#[derive(Debug, Default)]
struct Latest {
    entries: BTreeSet<Entry>,
    /// The last sequence that is known to have been given.
    last: i64,
    /// What SQLite calls the state of the database, as the connection that writes sees it, when this was read. It changes when
    /// another process changes something.
    version: Option<i64>,
}

/// The index of one database, for the connections of this process.
#[derive(Debug)]
pub(super) struct HashIndex {
    /// How many link tokens a run begins with.
    run: usize,
    latest: RwLock<Latest>,
    /// Whether there may be something to do for `keep_up`.
    is_due: AtomicBool,
}

impl Default for HashIndex {
    fn default() -> Self {
        Self { run: RUN, latest: RwLock::default(), is_due: AtomicBool::new(false) }
    }
}

impl HashIndex {
    /// Reads the latest link tokens of a database, and writes runs for those that are more than one run has.
    pub(super) fn open(connection: &mut Connection) -> Result<Self, StoreError> {
        Self::open_with(connection, RUN)
    }

    fn open_with(connection: &mut Connection, run: usize) -> Result<Self, StoreError> {
        let index = Self { run, is_due: AtomicBool::new(true), ..Self::default() };
        // In a transaction, so that what is read and its version belong together.
        while index.read_latest(&*connection.transaction()?, run)? == run {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // Another process may have done it in the meantime.
            if index.read_latest(&transaction, run)? == run {
                write_run(&transaction, &index.read().entries)?;
            }
            transaction.commit()?;
        }
        Ok(index)
    }

    fn read(&self) -> RwLockReadGuard<'_, Latest> {
        self.latest.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Latest> {
        self.latest.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads the link tokens that no run has, up to so many, and tells how many there are.
    fn read_latest(&self, connection: &Connection, limit: usize) -> Result<usize, StoreError> {
        let version = data_version(connection)?;
        let covered = covered_by_runs(connection)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let sql =
            "SELECT sequence, hash FROM link_token WHERE sequence > ?1 ORDER BY sequence LIMIT ?2";
        let found =
            all(connection, sql, [covered, limit], |row| Ok(entry(&row.get(1)?, row.get(0)?)))?;
        let number = found.len();
        let last = found.last().map_or(covered, |(_, sequence)| *sequence);
        *self.write() = Latest {
            last: last.max(last_of_swept(connection)?),
            entries: found.into_iter().collect(),
            version: Some(version),
        };
        Ok(number)
    }

    /// In a transaction that writes and has changed nothing yet, learns what others have added. Gives the data version of the
    /// connection, which is another one as soon as another connection, of this process or not, has changed anything.
    pub(super) fn catch_up(&self, connection: &Connection) -> Result<i64, StoreError> {
        let version = data_version(connection)?;
        if self.read().version != Some(version) {
            self.read_latest(connection, usize::MAX)?;
        }
        Ok(version)
    }

    /// Learns what a transaction has added, which is committed now.
    pub(super) fn add(&self, added: &[Entry]) {
        let Some((_, last)) = added.last() else { return };
        let mut latest = self.write();
        latest.entries.extend(added);
        latest.last = *last;
        if latest.entries.len() >= self.run {
            self.is_due.store(true, Ordering::Relaxed);
        }
    }

    /// What is known of the link token with a hash, to find it with in a transaction that begins later: what is among the latest now and
    /// not later is in a run then.
    pub(super) fn recent(&self, hash: LinkTokenHash) -> Recent {
        let latest = self.read();
        Recent { hash, candidates: latest.candidates(hash), last: latest.last }
    }

    /// Whether there may be something to do for `keep_up`.
    pub(super) fn is_due(&self) -> bool {
        self.is_due.load(Ordering::Relaxed)
    }

    /// Link tokens were deleted.
    pub(super) fn swept(&self) {
        self.is_due.store(true, Ordering::Relaxed);
    }

    /// Does one step of what keeps the index small, in a transaction of its own.
    pub(super) fn keep_up(&self, connection: &mut Connection) -> Result<(), StoreError> {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        self.catch_up(&transaction)?;
        let is_full = self.read().entries.len() >= self.run;
        let covered =
            if is_full { Some(write_run(&transaction, &self.read().entries)?) } else { None };
        let oldest = oldest(&transaction)?;
        let more = is_full
            || begin_merging(&transaction)?
            || merge_some(&transaction, oldest)?
            || delete_some(&transaction, oldest)?;
        transaction.commit()?;
        if let Some(covered) = covered {
            self.write().entries.retain(|(_, sequence)| *sequence > covered);
        }
        self.is_due.store(more, Ordering::Relaxed);
        Ok(())
    }
}

/// What was known of a link token at some moment.
pub(super) struct Recent {
    hash: LinkTokenHash,
    candidates: Vec<i64>,
    last: i64,
}

impl Recent {
    /// Finds the link token in a transaction that reads and has begun since.
    pub(super) fn find(self, connection: &Connection) -> Result<Option<Found>, StoreError> {
        let Self { hash, candidates, last } = self;
        if let Some(found) = first_true(connection, hash, candidates)? {
            return Ok(Some(found));
        }
        if let Some(found) = find_in_runs(connection, hash)? {
            return Ok(Some(found));
        }
        // It may have been added since, or by another process.
        let added = params![last.max(covered_by_runs(connection)?), hash.0];
        one(connection, &ADDED, added, read_found)
    }
}

impl Latest {
    fn candidates(&self, hash: LinkTokenHash) -> Vec<i64> {
        let (from, to) = (entry(&hash.0, i64::MIN), entry(&hash.0, i64::MAX));
        self.entries.range(from..=to).map(|(_, sequence)| *sequence).collect()
    }
}

/// The index in a transaction that writes and has caught up: with the link tokens that the transaction adds.
pub(super) struct PendingTokens<'i> {
    index: &'i HashIndex,
    /// The last sequence that was given before.
    last: i64,
    added: Vec<Entry>,
}

impl<'i> PendingTokens<'i> {
    pub(super) fn new(index: &'i HashIndex) -> Self {
        Self { index, last: index.read().last, added: Vec::new() }
    }

    /// The sequence for a new link token, which none has had before.
    pub(super) fn next_sequence(&self) -> i64 {
        self.added.last().map_or(self.last, |(_, sequence)| *sequence) + 1
    }

    /// Notes a link token that the transaction adds.
    pub(super) fn add(&mut self, hash: LinkTokenHash, sequence: i64) {
        self.added.push(entry(&hash.0, sequence));
    }

    /// Finds the link token with a hash.
    pub(super) fn find(
        &self,
        connection: &Connection,
        hash: LinkTokenHash,
    ) -> Result<Option<Found>, StoreError> {
        let (start, _) = entry(&hash.0, 0);
        let added = self.added.iter().filter(|(other, _)| *other == start);
        let mut candidates = self.index.read().candidates(hash);
        candidates.extend(added.map(|(_, sequence)| sequence));
        match first_true(connection, hash, candidates)? {
            Some(found) => Ok(Some(found)),
            None => find_in_runs(connection, hash),
        }
    }

    /// Notes that link tokens were deleted.
    pub(super) fn swept(&self) {
        self.index.swept();
    }

    /// How many link tokens were added.
    pub(super) fn added(&self) -> usize {
        self.added.len()
    }

    /// Only so many were added: the others were rolled back.
    pub(super) fn roll_back(&mut self, added: usize) {
        self.added.truncate(added);
    }

    /// What is to be added to the index once the transaction is committed.
    pub(super) fn take_added(&mut self) -> Vec<Entry> {
        std::mem::take(&mut self.added)
    }
}

static CANDIDATE: LazyLock<String> = LazyLock::new(|| select("WHERE sequence = ?1 AND hash = ?2"));
static ADDED: LazyLock<String> = LazyLock::new(|| select("WHERE sequence > ?1 AND hash = ?2"));

/// Returns a statement that selects link tokens with their sequences.
pub(super) fn select(condition: &str) -> String {
    let columns = LinkTokenRecord::<Encrypted>::columns();
    format!("SELECT {columns}, sequence FROM link_token {condition}")
}

/// Reads a row of such a statement.
pub(super) fn read_found(row: &rusqlite::Row<'_>) -> Result<Found, StoreError> {
    let mut fields = Fields::of(row);
    let record = LinkTokenRecord::read(&mut fields)?;
    Ok((fields.get()?, record))
}

/// Returns the link token with a hash that is at one of some places.
fn first_true(
    connection: &Connection,
    hash: LinkTokenHash,
    candidates: impl IntoIterator<Item = i64>,
) -> Result<Option<Found>, StoreError> {
    for sequence in candidates {
        let found = one(connection, &CANDIDATE, params![sequence, hash.0], read_found)?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// In each run, the part that a hash would be in, given its first 32 bits.
const PARTS: &str = "SELECT part.entries FROM link_token_run AS run
    CROSS JOIN link_token_part AS part ON part.place = (run.id << 32) | (?1 >> (32 - run.bits))
    ORDER BY run.id DESC";

fn find_in_runs(connection: &Connection, hash: LinkTokenHash) -> Result<Option<Found>, StoreError> {
    let (start, _) = entry(&hash.0, 0);
    let mut statement = connection.prepare_cached(PARTS)?;
    let mut parts = statement.query([i64::from(first_bits(start, 32))])?;
    while let Some(part) = parts.next()? {
        let entries = entries(part.get_ref(0)?.as_blob().map_err(damaged)?)?;
        let from = entries.partition_point(|bytes| decode(bytes) < (start, i64::MIN));
        let candidates =
            entries[from..].iter().map(decode).take_while(|(other, _)| *other == start);
        let candidates = candidates.map(|(_, sequence)| sequence);
        let found = first_true(connection, hash, candidates)?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

fn entries(bytes: &[u8]) -> Result<&[[u8; 16]], StoreError> {
    match bytes.as_chunks() {
        (entries, []) => Ok(entries),
        _ => Err(damaged("invalid part of the hash index")),
    }
}

fn decode(bytes: &[u8; 16]) -> Entry {
    // Of sixteen bytes, there are two times eight.
    let (halves, _) = bytes.as_chunks();
    (u64::from_be_bytes(halves[0]), i64::from_be_bytes(halves[1]))
}

/// The number that the first bits of the start of a hash make.
fn first_bits(start: u64, bits: u32) -> u32 {
    u32::try_from(start >> (64 - bits)).unwrap_or(u32::MAX)
}

/// What SQLite calls the state of the database, as a connection sees it: it changes when another connection changes something.
fn data_version(connection: &Connection) -> Result<i64, StoreError> {
    let found = one(connection, "PRAGMA data_version", [], |row| Ok(row.get(0)?))?;
    found.ok_or_else(|| damaged("no data version"))
}

/// Up to which sequence all link tokens are in runs.
fn covered_by_runs(connection: &Connection) -> Result<i64, StoreError> {
    let sql = "SELECT max(last_sequence) FROM link_token_run";
    Ok(one(connection, sql, [], |row| Ok(row.get(0)?))?.flatten().unwrap_or(0))
}

/// Sequences up to this one were given, even if their link tokens are gone.
fn last_of_swept(connection: &Connection) -> Result<i64, StoreError> {
    let sql = "SELECT last_sequence FROM link_token_swept";
    Ok(one(connection, sql, [], |row| Ok(row.get(0)?))?.unwrap_or(0))
}

/// The last sequence that there is.
pub(super) fn newest(connection: &Connection) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT max(sequence) FROM link_token";
    Ok(one(connection, sql, [], |row| Ok(row.get(0)?))?.flatten())
}

/// Notes which sequence was the last one, in a transaction that deletes link tokens: none is given twice, also if the last ones are
/// deleted. What other processes know of the table would be wrong otherwise.
pub(super) fn note_swept(connection: &Connection, newest: Option<i64>) -> Result<(), StoreError> {
    let sql = "UPDATE link_token_swept SET last_sequence = ?1 WHERE last_sequence < ?1";
    execute(connection, sql, [newest])?;
    Ok(())
}

/// The first sequence that there is.
fn oldest(connection: &Connection) -> Result<i64, StoreError> {
    let sql = "SELECT min(sequence) FROM link_token";
    Ok(one(connection, sql, [], |row| Ok(row.get(0)?))?.flatten().unwrap_or(i64::MAX))
}

/// Writes a run, and tells up to which sequence all link tokens are in runs now.
fn write_run(connection: &Connection, entries: &BTreeSet<Entry>) -> Result<i64, StoreError> {
    let last = entries.iter().map(|(_, sequence)| *sequence).max().unwrap_or(0);
    let sql = "INSERT INTO link_token_run (level, bits, last_sequence) VALUES (0, ?1, ?2)";
    execute(connection, sql, params![BITS, last])?;
    write_parts(connection, connection.last_insert_rowid(), BITS, entries)?;
    Ok(last)
}

/// Writes parts of a run, of which all entries are given, in order.
fn write_parts<'e>(
    connection: &Connection,
    run: i64,
    bits: u32,
    entries: impl IntoIterator<Item = &'e Entry>,
) -> Result<(), StoreError> {
    let mut entries = entries.into_iter().peekable();
    let mut bytes = Vec::new();
    while let Some((start, sequence)) = entries.next() {
        bytes.extend(start.to_be_bytes());
        bytes.extend(sequence.to_be_bytes());
        let part = first_bits(*start, bits);
        if entries.peek().is_none_or(|(next, _)| first_bits(*next, bits) != part) {
            let sql = "INSERT INTO link_token_part (place, entries) VALUES (?1, ?2)";
            execute(connection, sql, params![place(run, part.into()), bytes])?;
            bytes.clear();
        }
    }
    Ok(())
}

/// Where a part of a run is.
fn place(run: i64, part: i64) -> i64 {
    (run << 32) | part
}

/// A run that others are being merged into.
struct Target {
    id: i64,
    bits: u32,
    /// How many of the parts of each of them are in it.
    merged: i64,
}

/// Begins to merge the oldest runs of a level that has enough of them, if there is one. The merges of several levels go on at the
/// same time, the lowest first: the largest take long.
fn begin_merging(connection: &Connection) -> Result<bool, StoreError> {
    let fan_in = 1_i64 << FAN_IN_BITS;
    let full = one(
        connection,
        "SELECT level, bits FROM link_token_run AS run
         WHERE merged_into IS NULL AND merged IS NULL AND level < ?2 AND NOT EXISTS (
            SELECT 1 FROM link_token_run WHERE merged IS NOT NULL AND level = run.level + 1
         )
         GROUP BY level, bits HAVING count(*) >= ?1 ORDER BY level LIMIT 1",
        params![fan_in, LAST_LEVEL],
        |row| Ok((row.get::<_, i64>(0)?, row.get::<_, u32>(1)?)),
    )?;
    let Some((level, bits)) = full else { return Ok(false) };
    let sources = all(
        connection,
        "SELECT id, last_sequence FROM link_token_run
         WHERE merged_into IS NULL AND merged IS NULL AND level = ?1 AND bits = ?3
         ORDER BY last_sequence LIMIT ?2",
        params![level, fan_in, bits],
        |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)),
    )?;
    execute(
        connection,
        "INSERT INTO link_token_run (level, bits, last_sequence, merged) VALUES (?1, ?2, ?3, 0)",
        params![level + 1, bits + FAN_IN_BITS, sources.last().map(|(_, last)| last)],
    )?;
    let target = connection.last_insert_rowid();
    for (source, _) in sources {
        let sql = "UPDATE link_token_run SET merged_into = ?2 WHERE id = ?1";
        execute(connection, sql, [source, target])?;
    }
    Ok(true)
}

/// Merges a few parts of runs that are being merged, if there are any. Entries before `oldest` are of no use any more.
fn merge_some(connection: &Connection, oldest: i64) -> Result<bool, StoreError> {
    let target = one(
        connection,
        "SELECT id, bits, merged FROM link_token_run WHERE merged IS NOT NULL ORDER BY level LIMIT 1",
        [],
        |row| Ok(Target { id: row.get(0)?, bits: row.get(1)?, merged: row.get(2)? }),
    )?;
    let Some(Target { id, bits, merged }) = target else { return Ok(false) };
    let sql = "SELECT id FROM link_token_run WHERE merged_into = ?1";
    let sources = all(connection, sql, [id], |row| Ok(row.get::<_, i64>(0)?))?;
    let end = 1_i64 << (bits - FAN_IN_BITS);
    let next = end.min(merged + PARTS_A_STEP);
    let mut found = Vec::new();
    for part in merged..next {
        for source in &sources {
            let sql = "SELECT entries FROM link_token_part WHERE place = ?1";
            one(connection, sql, [place(*source, part)], |row| {
                let part = row.get_ref(0)?.as_blob().map_err(damaged)?;
                found.extend(entries(part)?.iter().map(decode));
                Ok(())
            })?;
            let sql = "DELETE FROM link_token_part WHERE place = ?1";
            execute(connection, sql, [place(*source, part)])?;
        }
    }
    found.retain(|(_, sequence)| *sequence >= oldest);
    found.sort_unstable();
    found.dedup();
    write_parts(connection, id, bits, &found)?;
    if next == end {
        execute(connection, "DELETE FROM link_token_run WHERE merged_into = ?1", [id])?;
        execute(connection, "UPDATE link_token_run SET merged = NULL WHERE id = ?1", [id])?;
    } else {
        let sql = "UPDATE link_token_run SET merged = ?2 WHERE id = ?1";
        execute(connection, sql, [id, next])?;
    }
    Ok(true)
}

/// Deletes some of a run whose link tokens are all gone, if there is one.
fn delete_some(connection: &Connection, oldest: i64) -> Result<bool, StoreError> {
    let sql = "SELECT id FROM link_token_run
        WHERE merged_into IS NULL AND merged IS NULL AND last_sequence < ?1 LIMIT 1";
    let Some(run) = one(connection, sql, [oldest], |row| Ok(row.get::<_, i64>(0)?))? else {
        return Ok(false);
    };
    let deleted = execute(
        connection,
        "DELETE FROM link_token_part WHERE place IN (
            SELECT place FROM link_token_part WHERE place BETWEEN ?1 AND ?2 LIMIT ?3
        )",
        [place(run, 0), place(run, i64::from(u32::MAX)), DELETED_A_STEP],
    )?;
    if deleted == 0 {
        execute(connection, "DELETE FROM link_token_run WHERE id = ?1", [run])?;
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, path::Path};

    use chrono::DateTime;
    use rusqlite::Transaction;
    use sha2::{Digest as _, Sha256};

    use super::*;
    use crate::sqlite::{migrations, opening, transaction::sweep_link_tokens};

    /// A process that writes and reads, with runs of 16.
    struct Process {
        writer: Connection,
        reader: Connection,
        index: HashIndex,
    }

    impl Process {
        fn start(path: &Path) -> Self {
            let mut writer = opening::connect(path).expect("opens");
            writer.pragma_update(None, "synchronous", "OFF").expect("for speed");
            let index = HashIndex::open_with(&mut writer, 16).expect("opens");
            Self { writer, reader: opening::connect(path).expect("opens"), index }
        }

        /// What the thread that writes does.
        fn transact<T>(
            &mut self,
            commits: bool,
            change: impl FnOnce(&Transaction<'_>, &mut PendingTokens<'_>) -> T,
        ) -> T {
            let immediate = TransactionBehavior::Immediate;
            let transaction = self.writer.transaction_with_behavior(immediate).expect("begun");
            self.index.catch_up(&transaction).expect("caught up");
            let mut writing = PendingTokens::new(&self.index);
            let done = change(&transaction, &mut writing);
            let added = writing.take_added();
            if commits {
                transaction.commit().expect("committed");
                self.index.add(&added);
            } else {
                drop(transaction);
            }
            if self.index.is_due() {
                self.index.keep_up(&mut self.writer).expect("kept up");
            }
            done
        }

        fn insert(&mut self, numbers: impl IntoIterator<Item = u32>, commits: bool) {
            self.transact(commits, |transaction, writing| {
                for number in numbers {
                    let sequence = writing.next_sequence();
                    let sql = "INSERT INTO link_token (sequence, hash, environment_id, issued_by, tenant_id, region,
                        persist_previous_context, scopes, issued_at, expires_at)
                        VALUES (?1, ?2, ?3, ?3, 'a', 'eu', 0, '', 0, ?4)";
                    let values = params![sequence, hash(number).0, [0_u8; 16], number];
                    execute(transaction, sql, values).expect("inserted");
                    writing.add(hash(number), sequence);
                    assert_eq!(in_transaction(transaction, writing, number), Some(number));
                }
            });
        }

        fn sweep(&mut self, before: u32) {
            self.transact(true, |transaction, _| {
                let time = DateTime::from_timestamp_millis(before.into()).expect("in range");
                sweep_link_tokens(transaction, time, u32::MAX).expect("deleted");
            });
            self.index.swept();
        }

        /// Reads each number that there may be, in both ways.
        fn check(&mut self, numbers: &BTreeMap<u32, bool>) {
            for (number, is_there) in numbers {
                let recent = self.index.recent(hash(*number));
                let reading = self.reader.unchecked_transaction().expect("begun");
                let found = recent.find(&reading).expect("read").map(|found| number_of(&found));
                assert_eq!(found, is_there.then_some(*number), "{number}");
            }
            self.transact(true, |transaction, writing| {
                for (number, is_there) in numbers {
                    let found = in_transaction(transaction, writing, *number);
                    assert_eq!(found, is_there.then_some(*number), "{number}");
                }
            });
        }

        /// How many runs there are of each level.
        fn levels(&self) -> Vec<(i64, i64)> {
            let sql = "SELECT level, count(*) FROM link_token_run GROUP BY level";
            all(&self.reader, sql, [], |row| Ok((row.get(0)?, row.get(1)?))).expect("read")
        }
    }

    fn in_transaction(
        connection: &Connection,
        writing: &PendingTokens<'_>,
        number: u32,
    ) -> Option<u32> {
        let found = writing.find(connection, hash(number)).expect("read");
        found.map(|found| number_of(&found))
    }

    fn number_of((_, record): &Found) -> u32 {
        record.grant.expires_at.timestamp_millis().try_into().expect("a number")
    }

    /// Of each four numbers, two have hashes that begin alike.
    fn hash(number: u32) -> LinkTokenHash {
        let mut hash: [u8; 32] = Sha256::digest(number.to_be_bytes()).into();
        if number % 4 == 1 {
            hash[..8].copy_from_slice(&Sha256::digest((number - 1).to_be_bytes())[..8]);
        }
        LinkTokenHash(hash)
    }

    fn database(folder: &tempfile::TempDir) -> std::path::PathBuf {
        let path = folder.path().join("test.db");
        let mut connection = Connection::open(&path).expect("opens");
        connection.pragma_update(None, "journal_mode", "WAL").expect("changed");
        migrations::migrate(&mut connection).expect("migrates");
        let sql = "INSERT INTO environment (id, name, created_at) VALUES (?1, 'a', 0)";
        connection.execute(sql, [[0_u8; 16]]).expect("inserted");
        path
    }

    #[test]
    fn finds_what_is_there_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = database(&folder);
        let (mut one, mut other) = (Process::start(&path), Process::start(&path));
        let mut numbers = BTreeMap::from([(u32::MAX, false)]);
        let mut random = fastrand::Rng::with_seed(7);
        let (mut next, mut oldest) = (0, 0);
        for step in 0..600 {
            let process = if random.u8(..) < 200 { &mut one } else { &mut other };
            let added = next..next + random.u32(1..12);
            match random.u8(..) {
                // A transaction that fails leaves nothing behind.
                0..25 => process.insert(added, false),
                25..40 => {
                    // Not in the order of issuing: every fifth of the oldest stays.
                    oldest = random.u32(oldest..=next);
                    process.transact(true, |transaction, _| {
                        let sql = "UPDATE link_token SET ended_at = ?1 WHERE expires_at % 5 = 0";
                        execute(transaction, sql, [u32::MAX]).expect("updated");
                    });
                    process.sweep(oldest);
                    for (number, is_there) in &mut numbers {
                        *is_there &= *number >= oldest || number % 5 == 0;
                    }
                }
                40..45 => *process = Process::start(&path),
                _ => {
                    next = added.end;
                    numbers.extend(added.clone().map(|number| (number, true)));
                    process.insert(added, true);
                }
            }
            // Merging takes as long as it does, whatever comes in between.
            for _ in 0..random.u8(..40) {
                if one.index.is_due() {
                    one.transact(true, |_, _| ());
                }
            }
            if step % 40 == 0 {
                one.check(&numbers);
                other.check(&numbers);
            }
        }
        let levels = one.levels();
        assert!(levels.len() >= 3 && levels.iter().all(|(_, runs)| *runs < 20), "{levels:?}");

        // What is not needed any more goes.
        one.transact(true, |transaction, _| {
            let sql = "UPDATE link_token SET expires_at = 0, ended_at = 0";
            execute(transaction, sql, []).expect("updated");
        });
        one.sweep(1);
        while one.index.is_due() {
            one.transact(true, |_, _| ());
        }
        let left = "SELECT count(*) FROM link_token_part";
        let left = super::one(&one.reader, left, [], |row| Ok(row.get::<_, i64>(0)?));
        assert_eq!((one.levels(), left.expect("read")), (vec![], Some(0)));
        let numbers: BTreeMap<_, _> = numbers.into_keys().map(|number| (number, false)).collect();
        one.check(&numbers);
        other.check(&numbers);

        // What comes then is new to those who knew what was there before, even if it comes from one that did not.
        let mut third = Process::start(&path);
        let numbers = BTreeMap::from([(next, true), (next + 1, true), (next + 2, false)]);
        third.insert(next..next + 2, true);
        one.check(&numbers);
        other.check(&numbers);
    }

    /// What was known of a link token is good for any transaction that begins later, whatever has become of the index.
    #[test]
    fn what_was_recent_is_found_later() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = database(&folder);
        let (mut one, mut other) = (Process::start(&path), Process::start(&path));
        one.insert(0..10, true);
        other.insert(10..13, true);
        let known: Vec<_> = (0..15).map(|number| one.index.recent(hash(number))).collect();
        assert_eq!(one.levels(), []);
        one.insert(13..14, true);
        other.insert(14..15, true);
        for more in 2..40 {
            one.insert(more * 10..more * 10 + 10, true);
        }
        assert!(one.levels().iter().any(|(level, _)| *level > 0), "{:?}", one.levels());
        let reading = one.reader.unchecked_transaction().expect("begun");
        for (number, recent) in (0..15).zip(known) {
            let found = recent.find(&reading).expect("read");
            assert_eq!(found.map(|found| number_of(&found)), Some(number));
        }
    }

    /// As after the step of the migrations that this came with.
    #[test]
    fn a_database_without_runs_gets_them() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = database(&folder);
        let mut process = Process::start(&path);
        process.insert(0..100, true);
        process.writer.execute_batch("DELETE FROM link_token_run").expect("deleted");
        process.writer.execute_batch("DELETE FROM link_token_part").expect("deleted");
        let mut process = Process::start(&path);
        assert_eq!(process.levels(), [(0, 6)]);
        process.check(&(0..110).map(|number| (number, number < 100)).collect());
    }

    #[test]
    fn a_look_up_searches_a_part_of_each_run() {
        let mut connection = Connection::open_in_memory().expect("opens");
        migrations::migrate(&mut connection).expect("migrates");
        let mut statement =
            connection.prepare(&format!("EXPLAIN QUERY PLAN {PARTS}")).expect("valid");
        let steps = statement.query_map([1], |row| row.get::<_, String>("detail"));
        let steps: Vec<_> = steps.expect("planned").map(|step| step.expect("text")).collect();
        assert_eq!(steps, ["SCAN run", "SEARCH part USING INTEGER PRIMARY KEY (rowid=?)"]);
    }
}
