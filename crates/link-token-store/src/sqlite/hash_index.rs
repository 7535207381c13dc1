//! The index of link tokens by hash.
//!
//! Hashes are random. In a B-tree index, each new hash would change another page, so that SQLite
//! would write a page to the write-ahead log and to the database for each token. This index is a
//! log-structured merge tree (O'Neil and others, 1996):
//!
//! - The latest link tokens are only in memory. They are read from the table when a database is
//!   opened.
//! - When memory contains enough of them, the writer thread writes them as a run: sorted, and
//!   divided into parts of half a page.
//! - When there are enough runs of one size, the writer thread merges them into one, a few parts in
//!   each transaction, so that requests do not wait for long. The transaction that adds a part to
//!   the new run deletes it from the old ones.
//!
//! An entry consists of the start of a hash and a sequence number in the table. A look-up checks
//! the entry against the table, so duplicate and outdated entries do no harm. Every token of the
//! table has an entry in a run or is among the latest.

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
    rows::{Record as _, RowReader, damaged},
};

/// A link token and its sequence number in the table.
pub(super) type IndexedToken = (i64, LinkTokenRecord<Encrypted>);

/// The number of link tokens in a run of the lowest level. A part then has 112 on average, and two
/// parts fit into a page.
const RUN_TOKENS: usize = 28_672;
/// The binary logarithm of the number of parts in such a run.
const RUN_BITS: u32 = 8;
/// The binary logarithm of the number of runs that are merged into one.
const FAN_IN_BITS: u32 = 3;
/// The highest level for which part numbers have enough bits. A run of this level would have some
/// 480 billion tokens.
const LAST_LEVEL: u32 = (32 - RUN_BITS) / FAN_IN_BITS;
/// The number of parts of each run that one transaction merges.
const PARTS_PER_STEP: i64 = 4;
/// The number of parts of an outdated run that one transaction deletes.
const DELETED_PARTS_PER_STEP: i64 = 128;

/// The start of a hash, and the sequence number of a link token.
pub(super) type Entry = (u64, i64);

fn entry(hash: &[u8; 32], sequence: i64) -> Entry {
    let (start, _) = hash.as_chunks();
    (u64::from_be_bytes(start[0]), sequence)
}

/// The latest link tokens, which are in no run.
#[derive(Debug, Default)]
struct Latest {
    entries: BTreeSet<Entry>,
    /// The last known sequence number.
    last: i64,
    /// The data version of the writer's connection when the entries were read. It changes when
    /// another connection changes the database.
    version: Option<i64>,
}

/// The index of one database, for the connections of this process.
#[derive(Debug)]
pub(super) struct HashIndex {
    /// The number of link tokens in a run of the lowest level.
    run: usize,
    latest: RwLock<Latest>,
    /// True if `compact` may have work to do.
    needs_compaction: AtomicBool,
}

impl Default for HashIndex {
    fn default() -> Self {
        Self {
            run: RUN_TOKENS,
            latest: RwLock::default(),
            needs_compaction: AtomicBool::new(false),
        }
    }
}

impl HashIndex {
    /// Reads the latest link tokens of a database, and writes runs while they fill one.
    pub(super) fn open(connection: &mut Connection) -> Result<Self, StoreError> {
        Self::open_with(connection, RUN_TOKENS)
    }

    fn open_with(connection: &mut Connection, run: usize) -> Result<Self, StoreError> {
        let index = Self { run, needs_compaction: AtomicBool::new(true), ..Self::default() };
        // The transaction makes the entries and the data version consistent.
        while index.read_latest(&*connection.transaction()?, run)? == run {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // Another process may have written the run meanwhile.
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

    /// Reads up to `limit` link tokens that are in no run, and returns their number.
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

    /// Reads the latest link tokens again if another connection has changed the database, and
    /// returns the data version of this connection. The caller calls this in a write transaction
    /// that has not changed anything yet.
    pub(super) fn refresh(&self, connection: &Connection) -> Result<i64, StoreError> {
        let version = data_version(connection)?;
        if self.read().version != Some(version) {
            self.read_latest(connection, usize::MAX)?;
        }
        Ok(version)
    }

    /// Adds the entries of a committed transaction.
    pub(super) fn add(&self, added: &[Entry]) {
        let Some((_, last)) = added.last() else { return };
        let mut latest = self.write();
        latest.entries.extend(added);
        latest.last = *last;
        if latest.entries.len() >= self.run {
            self.needs_compaction.store(true, Ordering::Relaxed);
        }
    }

    /// Prepares a look-up in a read transaction that begins afterwards. A token that leaves the
    /// latest ones meanwhile is in a run by then.
    pub(super) fn prepare_look_up(&self, hash: LinkTokenHash) -> LookUp {
        let latest = self.read();
        LookUp { hash, candidates: latest.candidates(hash), last: latest.last }
    }

    /// Returns true if `compact` may have work to do.
    pub(super) fn needs_compaction(&self) -> bool {
        self.needs_compaction.load(Ordering::Relaxed)
    }

    /// Notes that link tokens were deleted.
    pub(super) fn note_deletion(&self) {
        self.needs_compaction.store(true, Ordering::Relaxed);
    }

    /// Runs one step of compaction in a transaction of its own: writes a run, merges a few parts,
    /// or deletes some.
    pub(super) fn compact(&self, connection: &mut Connection) -> Result<(), StoreError> {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        self.refresh(&transaction)?;
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
        self.needs_compaction.store(more, Ordering::Relaxed);
        Ok(())
    }
}

/// A prepared look-up of a link token.
pub(super) struct LookUp {
    hash: LinkTokenHash,
    candidates: Vec<i64>,
    last: i64,
}

impl LookUp {
    /// Finds the link token in a read transaction that began after the preparation.
    pub(super) fn find(self, connection: &Connection) -> Result<Option<IndexedToken>, StoreError> {
        let Self { hash, candidates, last } = self;
        if let Some(found) = first_match(connection, hash, candidates)? {
            return Ok(Some(found));
        }
        if let Some(found) = find_in_runs(connection, hash)? {
            return Ok(Some(found));
        }
        // The token may have been added after the preparation, or by another process.
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

/// The index in a write transaction, with the link tokens that the transaction adds.
pub(super) struct PendingTokens<'i> {
    index: &'i HashIndex,
    /// The last sequence number before the transaction.
    last: i64,
    added: Vec<Entry>,
}

impl<'i> PendingTokens<'i> {
    pub(super) fn new(index: &'i HashIndex) -> Self {
        Self { index, last: index.read().last, added: Vec::new() }
    }

    /// Returns the sequence number for a new link token.
    pub(super) fn next_sequence(&self) -> i64 {
        self.added.last().map_or(self.last, |(_, sequence)| *sequence) + 1
    }

    pub(super) fn add(&mut self, hash: LinkTokenHash, sequence: i64) {
        self.added.push(entry(&hash.0, sequence));
    }

    pub(super) fn find(
        &self,
        connection: &Connection,
        hash: LinkTokenHash,
    ) -> Result<Option<IndexedToken>, StoreError> {
        let (start, _) = entry(&hash.0, 0);
        let added = self.added.iter().filter(|(other, _)| *other == start);
        let mut candidates = self.index.read().candidates(hash);
        candidates.extend(added.map(|(_, sequence)| sequence));
        match first_match(connection, hash, candidates)? {
            Some(found) => Ok(Some(found)),
            None => find_in_runs(connection, hash),
        }
    }

    /// Notes that link tokens were deleted.
    pub(super) fn note_deletion(&self) {
        self.index.note_deletion();
    }

    /// Returns the number of added link tokens, for [`Self::roll_back`].
    pub(super) fn added(&self) -> usize {
        self.added.len()
    }

    /// Forgets all but the first `added` link tokens, which were rolled back.
    pub(super) fn roll_back(&mut self, added: usize) {
        self.added.truncate(added);
    }

    /// Returns the entries to add to the index after the commit.
    pub(super) fn take_added(&mut self) -> Vec<Entry> {
        std::mem::take(&mut self.added)
    }
}

static CANDIDATE: LazyLock<String> = LazyLock::new(|| select("WHERE sequence = ?1 AND hash = ?2"));
static ADDED: LazyLock<String> = LazyLock::new(|| select("WHERE sequence > ?1 AND hash = ?2"));

/// Returns a statement that selects link tokens with their sequence numbers.
pub(super) fn select(condition: &str) -> String {
    let columns = LinkTokenRecord::<Encrypted>::columns();
    format!("SELECT {columns}, sequence FROM link_token {condition}")
}

/// Reads a row of a statement of [`select`].
pub(super) fn read_found(row: &rusqlite::Row<'_>) -> Result<IndexedToken, StoreError> {
    let mut fields = RowReader::of(row);
    let record = LinkTokenRecord::read(&mut fields)?;
    Ok((fields.get()?, record))
}

/// Returns the first candidate with the hash.
fn first_match(
    connection: &Connection,
    hash: LinkTokenHash,
    candidates: impl IntoIterator<Item = i64>,
) -> Result<Option<IndexedToken>, StoreError> {
    for sequence in candidates {
        let found = one(connection, &CANDIDATE, params![sequence, hash.0], read_found)?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Selects the part of each run that may contain a hash, given the first 32 bits of the hash.
const PARTS_WITH_HASH: &str = "SELECT part.entries FROM link_token_run AS run
    CROSS JOIN link_token_part AS part ON part.place = (run.id << 32) | (?1 >> (32 - run.bits))
    ORDER BY run.id DESC";

fn find_in_runs(
    connection: &Connection,
    hash: LinkTokenHash,
) -> Result<Option<IndexedToken>, StoreError> {
    let (start, _) = entry(&hash.0, 0);
    let mut statement = connection.prepare_cached(PARTS_WITH_HASH)?;
    let mut parts = statement.query([i64::from(first_bits(start, 32))])?;
    while let Some(part) = parts.next()? {
        let entries = entries(part.get_ref(0)?.as_blob().map_err(damaged)?)?;
        let from = entries.partition_point(|bytes| decode(bytes) < (start, i64::MIN));
        let candidates =
            entries[from..].iter().map(decode).take_while(|(other, _)| *other == start);
        let candidates = candidates.map(|(_, sequence)| sequence);
        let found = first_match(connection, hash, candidates)?;
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
    // Sixteen bytes have exactly two chunks of eight.
    let (halves, _) = bytes.as_chunks();
    (u64::from_be_bytes(halves[0]), i64::from_be_bytes(halves[1]))
}

/// Returns the first bits of a hash as a number.
fn first_bits(start: u64, bits: u32) -> u32 {
    u32::try_from(start >> (64 - bits)).unwrap_or(u32::MAX)
}

/// Returns SQLite's data version of a connection, which changes when another connection changes the
/// database.
fn data_version(connection: &Connection) -> Result<i64, StoreError> {
    let found = one(connection, "PRAGMA data_version", [], |row| Ok(row.get(0)?))?;
    found.ok_or_else(|| damaged("no data version"))
}

/// Returns the sequence number up to which all link tokens are in runs.
fn covered_by_runs(connection: &Connection) -> Result<i64, StoreError> {
    let sql = "SELECT max(last_sequence) FROM link_token_run";
    Ok(one(connection, sql, [], |row| Ok(row.get(0)?))?.flatten().unwrap_or(0))
}

/// Returns the highest sequence number of a deleted link token.
fn last_of_swept(connection: &Connection) -> Result<i64, StoreError> {
    let sql = "SELECT last_sequence FROM link_token_swept";
    Ok(one(connection, sql, [], |row| Ok(row.get(0)?))?.unwrap_or(0))
}

/// Returns the highest sequence number in the table.
pub(super) fn newest(connection: &Connection) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT max(sequence) FROM link_token";
    Ok(one(connection, sql, [], |row| Ok(row.get(0)?))?.flatten())
}

/// Records the highest sequence number in a transaction that deletes link tokens, so that no number
/// is used twice. Other processes rely on this for their copies of the latest entries.
pub(super) fn note_swept(connection: &Connection, newest: Option<i64>) -> Result<(), StoreError> {
    let sql = "UPDATE link_token_swept SET last_sequence = ?1 WHERE last_sequence < ?1";
    execute(connection, sql, [newest])?;
    Ok(())
}

/// Returns the lowest sequence number in the table.
fn oldest(connection: &Connection) -> Result<i64, StoreError> {
    let sql = "SELECT min(sequence) FROM link_token";
    Ok(one(connection, sql, [], |row| Ok(row.get(0)?))?.flatten().unwrap_or(i64::MAX))
}

/// Writes a run, and returns its highest sequence number.
fn write_run(connection: &Connection, entries: &BTreeSet<Entry>) -> Result<i64, StoreError> {
    let last = entries.iter().map(|(_, sequence)| *sequence).max().unwrap_or(0);
    let sql = "INSERT INTO link_token_run (level, bits, last_sequence) VALUES (0, ?1, ?2)";
    execute(connection, sql, params![RUN_BITS, last])?;
    write_parts(connection, connection.last_insert_rowid(), RUN_BITS, entries)?;
    Ok(last)
}

/// Writes parts of a run, given all of their entries in order.
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

/// Returns the place of a part in its table.
fn place(run: i64, part: i64) -> i64 {
    (run << 32) | part
}

/// A run into which other runs are being merged.
struct MergeTarget {
    id: i64,
    bits: u32,
    /// The number of parts of each source that are already merged.
    merged: i64,
}

/// Starts to merge the oldest runs of the lowest level that has enough of them. Returns false if no
/// level has. Several levels may be merging at the same time, since large merges take long.
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

/// Merges a few parts of the lowest merging level, and drops entries before `oldest`. Returns false
/// if no level is merging.
fn merge_some(connection: &Connection, oldest: i64) -> Result<bool, StoreError> {
    let target = one(
        connection,
        "SELECT id, bits, merged FROM link_token_run WHERE merged IS NOT NULL ORDER BY level LIMIT 1",
        [],
        |row| Ok(MergeTarget { id: row.get(0)?, bits: row.get(1)?, merged: row.get(2)? }),
    )?;
    let Some(MergeTarget { id, bits, merged }) = target else { return Ok(false) };
    let sql = "SELECT id FROM link_token_run WHERE merged_into = ?1";
    let sources = all(connection, sql, [id], |row| Ok(row.get::<_, i64>(0)?))?;
    let end = 1_i64 << (bits - FAN_IN_BITS);
    let next = end.min(merged + PARTS_PER_STEP);
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

/// Deletes some parts of a run whose link tokens are all deleted. Returns false if there is no such
/// run.
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
        [place(run, 0), place(run, i64::from(u32::MAX)), DELETED_PARTS_PER_STEP],
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

        /// Writes like the writer thread.
        fn transact<T>(
            &mut self,
            commits: bool,
            change: impl FnOnce(&Transaction<'_>, &mut PendingTokens<'_>) -> T,
        ) -> T {
            let immediate = TransactionBehavior::Immediate;
            let transaction = self.writer.transaction_with_behavior(immediate).expect("begun");
            self.index.refresh(&transaction).expect("caught up");
            let mut writing = PendingTokens::new(&self.index);
            let done = change(&transaction, &mut writing);
            let added = writing.take_added();
            if commits {
                transaction.commit().expect("committed");
                self.index.add(&added);
            } else {
                drop(transaction);
            }
            if self.index.needs_compaction() {
                self.index.compact(&mut self.writer).expect("kept up");
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
            self.index.note_deletion();
        }

        /// Reads each number, in a read transaction and in a write transaction.
        fn check(&mut self, numbers: &BTreeMap<u32, bool>) {
            for (number, is_there) in numbers {
                let recent = self.index.prepare_look_up(hash(*number));
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

        /// Returns the number of runs of each level.
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

    fn number_of((_, record): &IndexedToken) -> u32 {
        record.grant.expires_at.timestamp_millis().try_into().expect("a number")
    }

    /// Of every four numbers, two have hashes with the same start.
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
    fn find_returns_exactly_the_stored_tokens() {
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
                // A failed transaction leaves no entries.
                0..25 => process.insert(added, false),
                25..40 => {
                    // Every fifth of the oldest tokens stays, so that they are not deleted in
                    // order.
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
            // Run a random number of compaction steps.
            for _ in 0..random.u8(..40) {
                if one.index.needs_compaction() {
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

        // Compaction deletes outdated runs.
        one.transact(true, |transaction, _| {
            let sql = "UPDATE link_token SET expires_at = 0, ended_at = 0";
            execute(transaction, sql, []).expect("updated");
        });
        one.sweep(1);
        while one.index.needs_compaction() {
            one.transact(true, |_, _| ());
        }
        let left = "SELECT count(*) FROM link_token_part";
        let left = super::one(&one.reader, left, [], |row| Ok(row.get::<_, i64>(0)?));
        assert_eq!((one.levels(), left.expect("read")), (vec![], Some(0)));
        let numbers: BTreeMap<_, _> = numbers.into_keys().map(|number| (number, false)).collect();
        one.check(&numbers);
        other.check(&numbers);

        // Other processes find the tokens of a process that starts after the deletion.
        let mut third = Process::start(&path);
        let numbers = BTreeMap::from([(next, true), (next + 1, true), (next + 2, false)]);
        third.insert(next..next + 2, true);
        one.check(&numbers);
        other.check(&numbers);
    }

    #[test]
    fn look_up_finds_token_when_index_was_compacted_after_its_preparation() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = database(&folder);
        let (mut one, mut other) = (Process::start(&path), Process::start(&path));
        one.insert(0..10, true);
        other.insert(10..13, true);
        let known: Vec<_> = (0..15).map(|number| one.index.prepare_look_up(hash(number))).collect();
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

    #[test]
    fn open_writes_runs_when_database_has_none() {
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
    fn look_up_searches_one_part_of_each_run() {
        let mut connection = Connection::open_in_memory().expect("opens");
        migrations::migrate(&mut connection).expect("migrates");
        let mut statement =
            connection.prepare(&format!("EXPLAIN QUERY PLAN {PARTS_WITH_HASH}")).expect("valid");
        let steps = statement.query_map([1], |row| row.get::<_, String>("detail"));
        let steps: Vec<_> = steps.expect("planned").map(|step| step.expect("text")).collect();
        assert_eq!(steps, ["SCAN run", "SEARCH part USING INTEGER PRIMARY KEY (rowid=?)"]);
    }
}
