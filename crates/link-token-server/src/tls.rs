//! TLS: a certificate and its key in PEM files, which can be replaced while the server runs.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use rustls::{
    ServerConfig,
    pki_types::{
        CertificateDer, PrivateKeyDer,
        pem::{self, PemObject as _},
    },
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// The file of the certificate and its intermediate certificates.
    pub certificate: PathBuf,
    /// The file of the private key.
    pub key: PathBuf,
}

#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    #[error("cannot read {}: {cause}", path.display())]
    Read { path: PathBuf, cause: io::Error },
    #[error("{} contains no {expected} in PEM: {cause}", path.display())]
    Pem { path: PathBuf, expected: &'static str, cause: &'static str },
    #[error(
        "the key in {} does not belong to the first certificate in {}: set the key of that certificate, and put intermediate \
         certificates after it",
        .0.key.display(), .0.certificate.display()
    )]
    KeyMismatch(TlsFiles),
    #[error(
        "the certificate in {} or the key in {} cannot be used ({cause}): create both again, with RSA or ECDSA",
        files.certificate.display(), files.key.display()
    )]
    Unusable { files: TlsFiles, cause: String },
}

impl TlsFiles {
    /// Reads the files, and checks that they belong together.
    pub fn load(&self) -> Result<ServerConfig, TlsError> {
        let no_pem = |path: &Path, expected, cause| TlsError::Pem {
            path: path.to_owned(),
            expected,
            // Its text shows bytes of the file, which may be those of a key.
            cause: match cause {
                pem::Error::MissingSectionEnd { .. } => "the END line is missing",
                pem::Error::IllegalSectionStart { .. } => "a BEGIN line is not complete",
                pem::Error::Base64Decode(_) => "the Base64 is damaged",
                pem::Error::NoItemsFound => "no BEGIN line of one was found",
                _ => "the file cannot be read as PEM",
            },
        };
        let text = read(&self.certificate)?;
        let chain = CertificateDer::pem_slice_iter(&text).collect::<Result<Vec<_>, _>>();
        let chain = chain.map_err(|cause| no_pem(&self.certificate, "certificate", cause))?;
        if chain.is_empty() {
            return Err(no_pem(&self.certificate, "certificate", pem::Error::NoItemsFound));
        }
        let text = zeroize::Zeroizing::new(read(&self.key)?);
        let key = PrivateKeyDer::from_pem_slice(&text);
        let key = key.map_err(|cause| no_pem(&self.key, "private key", cause))?;

        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let unusable = |cause| match cause {
            rustls::Error::InconsistentKeys(_) => TlsError::KeyMismatch(self.clone()),
            rustls::Error::General(cause) => TlsError::Unusable { files: self.clone(), cause },
            // Its text is made for programmers.
            rustls::Error::InvalidCertificate(_) => TlsError::Unusable {
                files: self.clone(),
                cause: "the certificate is not an X.509 certificate".to_owned(),
            },
            other => TlsError::Unusable { files: self.clone(), cause: other.to_string() },
        };
        let builder = ServerConfig::builder_with_provider(provider);
        let builder = builder.with_safe_default_protocol_versions().map_err(unusable)?;
        let config = builder.with_no_client_auth().with_single_cert(chain, key);
        let mut config = config.map_err(unusable)?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(config)
    }
}

fn read(path: &Path) -> Result<Vec<u8>, TlsError> {
    fs::read(path).map_err(|cause| TlsError::Read { path: path.to_owned(), cause })
}
