//! Encryption of contexts at rest.
//!
//! A sealed value is the ID of the key (4 bytes), a random nonce (24 bytes) and the ciphertext of XChaCha20-Poly1305, which ends
//! with its tag (16 bytes). The identity of the row that holds it is associated data, so that a value moved to another row does
//! not open.
//!
//! XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) is ChaCha20-Poly1305 (RFC 8439) under a key that `HChaCha20` makes of the secret
//! one and the first 16 bytes of the nonce. Each of the two is a library's, of which the second is many times as fast as one that
//! has both.

use std::{fmt, fs, io, io::Write as _, path::Path};

use aws_lc_rs::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use chacha20::{R20, hchacha};
use sha2::{Digest as _, Sha256};
use zeroize::{Zeroize as _, Zeroizing};

use crate::random;

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;
/// How much of the nonce goes into the key of a single value.
const KEY_NONCE_BYTES: usize = 16;

/// Names a key without telling it: the start of its SHA-256.
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

/// A secret key as the configuration has it: 32 bytes in Base64. Not shown by `Debug`.
#[derive(Clone)]
pub struct EncryptionKey(Zeroizing<[u8; KEY_BYTES]>);

impl EncryptionKey {
    /// A new key, from the operating system's random source.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut key = Zeroizing::new([0; KEY_BYTES]);
        getrandom::fill(key.as_mut_slice())?;
        Ok(Self(key))
    }

    /// The key as text.
    pub fn to_base64(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE64.encode(self.0.as_slice()))
    }

    /// Its name.
    pub fn id(&self) -> KeyId {
        let digest = Sha256::digest(self.0.as_slice());
        KeyId([digest[0], digest[1], digest[2], digest[3]])
    }

    /// What seals and opens the one value that has a nonce, with what is left of the nonce for that.
    fn for_value(&self, nonce: &[u8; NONCE_BYTES]) -> (LessSafeKey, Nonce) {
        let (for_key, rest) = nonce.split_at(KEY_NONCE_BYTES);
        let for_key = for_key.try_into().expect("it is as long");
        let mut derived = hchacha::<R20>((&*self.0).into(), for_key);
        let key = UnboundKey::new(&CHACHA20_POLY1305, &derived).expect("it is as long");
        derived.zeroize();
        let mut nonce = [0; NONCE_LEN];
        nonce[NONCE_LEN - rest.len()..].copy_from_slice(rest);
        (LessSafeKey::new(key), Nonce::assume_unique_for_key(nonce))
    }
}

impl fmt::Debug for EncryptionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EncryptionKey(…)")
    }
}

/// Text that is not an encryption key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "an encryption key is 32 bytes in Base64, as `link-token-server encryption-key generate` prints it; several are \
     separated by commas"
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

/// The keys in use: one that seals, and any number that only open what was sealed before.
#[derive(Clone)]
pub struct Keyring {
    keys: Vec<(KeyId, EncryptionKey)>,
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.ids()).finish()
    }
}

/// Why a sealed value does not open.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The key is not in the ring.
    #[error("sealed with the encryption key {0}, which is not configured")]
    UnknownKey(KeyId),
    /// The value is not what was sealed for this row.
    #[error("a sealed value is damaged or belongs to another row")]
    Damaged,
}

impl Keyring {
    /// A ring of one key that seals and others that only open.
    pub fn new(sealing: &EncryptionKey, opening: &[EncryptionKey]) -> Self {
        let mut keys: Vec<(KeyId, EncryptionKey)> = Vec::new();
        for key in std::iter::once(sealing).chain(opening) {
            if keys.iter().all(|(id, _)| *id != key.id()) {
                keys.push((key.id(), key.clone()));
            }
        }
        Self { keys }
    }

    /// The names of the keys, the one that seals first.
    pub fn ids(&self) -> impl Iterator<Item = KeyId> {
        self.keys.iter().map(|(id, _)| *id)
    }

    /// The name of the key that seals.
    pub fn sealing_id(&self) -> KeyId {
        self.keys[0].0
    }

    /// Seals a value for the row that `row` identifies.
    ///
    /// # Panics
    ///
    /// If the value is larger than 256 GiB.
    pub fn seal(&self, row: &[u8], plaintext: &[u8]) -> Vec<u8> {
        let (id, key) = &self.keys[0];
        let nonce: [u8; NONCE_BYTES] = random::bytes();
        let mut sealed = Vec::with_capacity(
            id.0.len() + NONCE_BYTES + plaintext.len() + CHACHA20_POLY1305.tag_len(),
        );
        sealed.extend_from_slice(&id.0);
        sealed.extend_from_slice(&nonce);
        let ciphertext = sealed.len();
        sealed.extend_from_slice(plaintext);
        let (cipher, nonce) = key.for_value(&nonce);
        let tag = cipher
            .seal_in_place_separate_tag(nonce, Aad::from(row), &mut sealed[ciphertext..])
            .expect("fails beyond 256 GiB only");
        sealed.extend_from_slice(tag.as_ref());
        sealed
    }

    /// Opens a value that was sealed for the same row.
    pub fn open(&self, row: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        let (id, rest) = sealed.split_first_chunk().ok_or(OpenError::Damaged)?;
        let (nonce, ciphertext) =
            rest.split_first_chunk::<NONCE_BYTES>().ok_or(OpenError::Damaged)?;
        let id = KeyId(*id);
        let (_, key) =
            self.keys.iter().find(|(known, _)| *known == id).ok_or(OpenError::UnknownKey(id))?;
        let (cipher, nonce) = key.for_value(nonce);
        let mut value = Zeroizing::new(ciphertext.to_vec());
        let plaintext = cipher
            .open_in_place(nonce, Aad::from(row), &mut value)
            .map_err(|_| OpenError::Damaged)?
            .len();
        value.truncate(plaintext);
        Ok(value)
    }
}

/// Reads the keys in a file, one on a line: the first seals, others open what was sealed before. Where there is no file, one
/// is made with a new key, readable by its owner only. `may_create` says whether that is right: where there is something
/// sealed already, a new key would not open it.
pub fn keys_from_file(path: &Path, may_create: bool) -> io::Result<Keyring> {
    let in_file = |error: io::Error| {
        io::Error::new(error.kind(), format!("encryption key file {}: {error}", path.display()))
    };
    let invalid = |message: String| in_file(io::Error::new(io::ErrorKind::InvalidData, message));
    match fs::read_to_string(path) {
        Ok(text) => {
            let text = Zeroizing::new(text);
            let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
            let keys = lines
                .map(|(index, line)| {
                    let parsed = line.parse::<EncryptionKey>();
                    parsed.map_err(|error| invalid(format!("line {}: {error}", index + 1)))
                })
                .collect::<Result<Vec<_>, _>>()?;
            let Some((sealing, opening)) = keys.split_first() else {
                return Err(invalid("there is no key in it".to_owned()));
            };
            Ok(Keyring::new(sealing, opening))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound && may_create => {
            let key = EncryptionKey::generate().map_err(|e| in_file(io::Error::other(e)))?;
            match create_key_file(path, &key) {
                Ok(()) => Ok(Keyring::new(&key, &[])),
                // Another process was faster: its key is the one.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    keys_from_file(path, false)
                }
                Err(error) => Err(in_file(error)),
            }
        }
        Err(error) => Err(in_file(error)),
    }
}

fn create_key_file(path: &Path, key: &EncryptionKey) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    // A temporary file is readable by its owner only, and linking it to its name does not replace one that another
    // process made meanwhile.
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
    fn opens_what_it_sealed_for_the_row_and_nothing_else() {
        let (old, new, other) = (key(), key(), key());
        let before = Keyring::new(&old, &[]);
        let after = Keyring::new(&new, &[old.clone(), new.clone()]);
        assert_eq!(after.ids().count(), 2);

        let sealed = before.seal(b"row", b"secret");
        assert!(!sealed.windows(6).any(|bytes| bytes == b"secret"));
        assert_eq!(after.open(b"row", &sealed).expect("opens").as_slice(), b"secret");
        assert_eq!(after.open(b"other", &sealed), Err(OpenError::Damaged));
        assert_eq!(
            Keyring::new(&other, &[]).open(b"row", &sealed),
            Err(OpenError::UnknownKey(old.id()))
        );
        for position in 4..sealed.len() {
            let mut damaged = sealed.clone();
            damaged[position] ^= 1;
            assert_eq!(before.open(b"row", &damaged), Err(OpenError::Damaged), "at {position}");
        }
        for length in 0..sealed.len() {
            assert!(before.open(b"row", &sealed[..length]).is_err(), "{length} bytes");
        }
        assert_eq!(&after.seal(b"row", b"")[..4], new.id().0);
    }

    /// The test vector of draft-irtf-cfrg-xchacha-03, A.3.1.
    #[test]
    fn is_the_published_algorithm() {
        let bytes = |hex: &str| hex::decode(hex).expect("hexadecimal");
        let key = bytes("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
        let key: EncryptionKey = BASE64.encode(key).parse().expect("a key");
        let nonce = bytes("404142434445464748494a4b4c4d4e4f5051525354555657");
        let ciphertext = bytes(
            "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39\
             ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9\
             21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49",
        );
        let sealed = [key.id().0.as_slice(), &nonce, &ciphertext].concat();
        let opened = Keyring::new(&key, &[]).open(&bytes("50515253c0c1c2c3c4c5c6c7"), &sealed);
        let text = "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, \
                    sunscreen would be it.";
        assert_eq!(opened.expect("opens").as_slice(), text.as_bytes());
    }

    #[test]
    fn key_files() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.key");
        assert!(keys_from_file(&path, false).is_err());
        let made = keys_from_file(&path, true).expect("made").sealing_id();
        assert_eq!(keys_from_file(&path, true).expect("read").sealing_id(), made);
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
    fn keys_are_not_shown() {
        let key = key();
        assert_eq!(format!("{key:?}"), "EncryptionKey(…)");
        let ring = format!("{:?}", Keyring::new(&key, &[]));
        assert_eq!(ring, format!("[KeyId({})]", key.id()));
    }
}
