//! Encryption of contexts at rest.
//!
//! An encrypted value consists of the ID of the key (4 bytes), a random nonce (24 bytes) and the
//! ciphertext of XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03), which ends with its tag (16
//! bytes). The identity of the row is the associated data, so a value that was moved to another row
//! cannot be decrypted.

use std::{
    fmt, fs, io,
    io::Write as _,
    path::{Path, PathBuf},
};

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;

/// An encrypted value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encrypted(pub Vec<u8>);

impl Encrypted {
    pub fn is_with(&self, key: KeyId) -> bool {
        self.0.starts_with(&key.0)
    }
}

/// The ID of an encryption key: the start of its SHA-256, which does not reveal the key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub [u8; 4]);

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyId({self})")
    }
}

/// A secret key of 32 bytes. `Debug` does not show it.
#[derive(Clone)]
pub struct EncryptionKey(Zeroizing<[u8; KEY_BYTES]>);

impl EncryptionKey {
    /// Returns a new key, from the operating system's random source.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut key = Zeroizing::new([0; KEY_BYTES]);
        getrandom::fill(key.as_mut_slice())?;
        Ok(Self(key))
    }

    pub fn to_base64(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE64.encode(self.0.as_slice()))
    }

    pub fn id(&self) -> KeyId {
        let digest = Sha256::digest(self.0.as_slice());
        KeyId([digest[0], digest[1], digest[2], digest[3]])
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
    }
}

impl fmt::Debug for EncryptionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EncryptionKey(…)")
    }
}

/// The error for a text that is not an encryption key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "an encryption key is 32 bytes in Base64: generate one with `link-token-server encryption-key generate`, and separate \
     several by commas"
)]
pub struct NotAKey;

impl std::str::FromStr for EncryptionKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let bytes = Zeroizing::new(BASE64.decode(text.trim()).map_err(|_| NotAKey)?);
        let key = <[u8; KEY_BYTES]>::try_from(bytes.as_slice()).map_err(|_| NotAKey)?;
        Ok(Self(Zeroizing::new(key)))
    }
}

/// The configured encryption keys. The first encrypts and decrypts, the others only decrypt.
#[derive(Clone)]
pub struct Keyring {
    keys: Vec<(KeyId, EncryptionKey)>,
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.ids()).finish()
    }
}

/// The reason why a key ring does not fit a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    #[error(
        "the database has contexts that were encrypted with the encryption key {0}, which is not configured: add that key \
         after the first encryption key"
    )]
    Missing(KeyId),
    #[error(
        "the encryption key {0} may no longer encrypt, since another one takes its place: configure its successor as the first key"
    )]
    Closed(KeyId),
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecryptError {
    #[error("encrypted with the encryption key {0}, which is not configured")]
    UnknownKey(KeyId),
    #[error("an encrypted value is damaged or belongs to another row")]
    Damaged,
}

impl Keyring {
    pub fn new(encrypting: &EncryptionKey, decrypting: &[EncryptionKey]) -> Self {
        let mut keys: Vec<(KeyId, EncryptionKey)> = Vec::new();
        for key in std::iter::once(encrypting).chain(decrypting) {
            if keys.iter().all(|(id, _)| *id != key.id()) {
                keys.push((key.id(), key.clone()));
            }
        }
        Self { keys }
    }

    /// Returns the IDs of the keys, beginning with the encrypting one.
    pub fn ids(&self) -> impl Iterator<Item = KeyId> {
        self.keys.iter().map(|(id, _)| *id)
    }

    pub fn encrypting_id(&self) -> KeyId {
        self.keys[0].0
    }

    /// Encrypts a value for a row, given the identity of the row.
    ///
    /// # Panics
    ///
    /// If the value is larger than 256 GiB, or the operating system provides no random bytes.
    pub fn encrypt(&self, row: &[u8], plaintext: &[u8]) -> Encrypted {
        let (id, key) = &self.keys[0];
        let mut nonce = [0; NONCE_BYTES];
        getrandom::fill(&mut nonce).expect("the operating system has random bytes");
        let payload = Payload { msg: plaintext, aad: row };
        let ciphertext = key
            .cipher()
            .encrypt(&XNonce::from(nonce), payload)
            .expect("encryption fails beyond 256 GiB only");
        Encrypted([id.0.as_slice(), &nonce, &ciphertext].concat())
    }

    /// Decrypts the value of a row, given the identity of the row.
    pub fn decrypt(
        &self,
        row: &[u8],
        encrypted: &Encrypted,
    ) -> Result<Zeroizing<Vec<u8>>, DecryptError> {
        let (id, rest) = encrypted.0.split_first_chunk().ok_or(DecryptError::Damaged)?;
        let (nonce, ciphertext) =
            rest.split_first_chunk::<NONCE_BYTES>().ok_or(DecryptError::Damaged)?;
        let id = KeyId(*id);
        let key = self.keys.iter().find(|(known, _)| *known == id);
        let (_, key) = key.ok_or(DecryptError::UnknownKey(id))?;
        let payload = Payload { msg: ciphertext, aad: row };
        let plaintext = key.cipher().decrypt(&XNonce::from(*nonce), payload);
        plaintext.map(Zeroizing::new).map_err(|_| DecryptError::Damaged)
    }
}

/// The reason why a key file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    #[error(
        "encryption key file {} not found: restore it from the backup, or configure its key; contexts cannot be decrypted \
         without it",
        .0.display()
    )]
    Missing(PathBuf),
    #[error(
        "encryption key file {} contains no key: restore it from the backup; each of its lines is a key of 32 bytes in Base64",
        .0.display()
    )]
    Empty(PathBuf),
    #[error(
        "encryption key file {}, line {line}: expected a key of 32 bytes in Base64: restore the file from the backup",
        path.display()
    )]
    NotAKey { path: PathBuf, line: usize },
    #[error("encryption key file {}: {cause}: let the user of the server read it", path.display())]
    Io { path: PathBuf, cause: io::Error },
}

/// Reads a key file, with one key on each line. If the file does not exist and `may_create` is set,
/// creates it with a new key, readable only by its owner. `may_create` must be false for a database
/// with encrypted values, which a new key could not decrypt.
pub fn keys_from_file(path: &Path, may_create: bool) -> Result<Keyring, KeyFileError> {
    let failed = |cause| KeyFileError::Io { path: path.to_owned(), cause };
    match fs::read(path) {
        Ok(bytes) => {
            let bytes = Zeroizing::new(bytes);
            let lines = bytes.split(|byte| *byte == b'\n').enumerate();
            let lines = lines.filter(|(_, line)| !line.trim_ascii().is_empty());
            let keys = lines
                .map(|(index, line)| {
                    let key = std::str::from_utf8(line).ok().and_then(|line| line.parse().ok());
                    key.ok_or(KeyFileError::NotAKey { path: path.to_owned(), line: index + 1 })
                })
                .collect::<Result<Vec<EncryptionKey>, _>>()?;
            let (encrypting, decrypting) =
                keys.split_first().ok_or(KeyFileError::Empty(path.to_owned()))?;
            Ok(Keyring::new(encrypting, decrypting))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound && may_create => {
            let key = EncryptionKey::generate().map_err(|error| failed(io::Error::other(error)))?;
            match create_key_file(path, &key) {
                Ok(()) => Ok(Keyring::new(&key, &[])),
                // Another process created the file first.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    keys_from_file(path, false)
                }
                Err(error) => Err(failed(error)),
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(KeyFileError::Missing(path.to_owned()))
        }
        Err(error) => Err(failed(error)),
    }
}

fn create_key_file(path: &Path, key: &EncryptionKey) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    // A temporary file is readable only by its owner, and `persist_noclobber` does not replace the
    // file of another process.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    writeln!(file, "{}", key.to_base64().as_str())?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path)?;
    fs::File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> EncryptionKey {
        EncryptionKey::generate().expect("randomness")
    }

    #[test]
    fn decrypt_returns_the_value_for_its_own_row_only() {
        let (old, new, other) = (key(), key(), key());
        let before = Keyring::new(&old, &[]);
        let after = Keyring::new(&new, &[old.clone(), new.clone()]);
        assert_eq!(after.ids().count(), 2);

        let encrypted = before.encrypt(b"row", b"secret");
        assert!(!encrypted.0.windows(6).any(|bytes| bytes == b"secret"));
        assert_eq!(after.decrypt(b"row", &encrypted).expect("decrypted").as_slice(), b"secret");
        assert_eq!(after.decrypt(b"other", &encrypted), Err(DecryptError::Damaged));
        assert_eq!(
            Keyring::new(&other, &[]).decrypt(b"row", &encrypted),
            Err(DecryptError::UnknownKey(old.id()))
        );
        for position in 4..encrypted.0.len() {
            let mut damaged = encrypted.clone();
            damaged.0[position] ^= 1;
            assert_eq!(
                before.decrypt(b"row", &damaged),
                Err(DecryptError::Damaged),
                "at {position}"
            );
        }
        for length in 0..encrypted.0.len() {
            let cut = Encrypted(encrypted.0[..length].to_vec());
            assert!(before.decrypt(b"row", &cut).is_err(), "{length} bytes");
        }
        assert!(after.encrypt(b"row", b"").is_with(new.id()));
    }

    /// The test vector of draft-irtf-cfrg-xchacha-03, A.3.1.
    #[test]
    fn decrypt_accepts_the_published_test_vector() {
        let bytes = |hex: &str| hex::decode(hex).expect("hexadecimal");
        let key = bytes("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
        let key: EncryptionKey = BASE64.encode(key).parse().expect("a key");
        let nonce = bytes("404142434445464748494a4b4c4d4e4f5051525354555657");
        let ciphertext = bytes(
            "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39\
             ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9\
             21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49",
        );
        let encrypted = Encrypted([key.id().0.as_slice(), &nonce, &ciphertext].concat());
        let decrypted =
            Keyring::new(&key, &[]).decrypt(&bytes("50515253c0c1c2c3c4c5c6c7"), &encrypted);
        let text = "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, \
                    sunscreen would be it.";
        assert_eq!(decrypted.expect("decrypted").as_slice(), text.as_bytes());
    }

    #[test]
    fn key_file_is_created_once_and_read_line_by_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.key");
        assert!(keys_from_file(&path, false).is_err());
        let made = keys_from_file(&path, true).expect("made").encrypting_id();
        assert_eq!(keys_from_file(&path, true).expect("read").encrypting_id(), made);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let permissions = fs::metadata(&path).expect("there").permissions();
            assert_eq!(permissions.mode() & 0o777, 0o600);
        }
        let (old, new) = (key(), key());
        let text = format!("{}\n\n{}\n", new.to_base64().as_str(), old.to_base64().as_str());
        fs::File::create(&path)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .expect("written");
        let ids: Vec<KeyId> = keys_from_file(&path, false).expect("read").ids().collect();
        assert_eq!(ids, [new.id(), old.id()]);
        fs::File::create(&path).and_then(|mut file| file.write_all(b"x\n")).expect("written");
        let error = keys_from_file(&path, true).expect_err("not a key").to_string();
        assert!(error.contains("line 1") && error.contains("32 bytes"), "{error}");
    }

    #[test]
    fn debug_does_not_show_keys() {
        let key = key();
        assert_eq!(format!("{key:?}"), "EncryptionKey(…)");
        let ring = format!("{:?}", Keyring::new(&key, &[]));
        assert_eq!(ring, format!("[KeyId({})]", key.id()));
    }
}
