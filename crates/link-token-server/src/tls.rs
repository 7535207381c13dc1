//! TLS of the server's own: a certificate and its key in PEM files, which can be replaced while it runs.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use rustls::{
    ServerConfig,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
};

/// Where the certificate and its key are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate, and after it those of the authorities between it and one that callers trust.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// Why the files cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file cannot be read.
    #[error("cannot read {}: {cause}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What is the matter with it.
        cause: io::Error,
    },
    /// A file does not hold what it should.
    #[error("{} contains no {expected} in PEM: {cause}", path.display())]
    Pem {
        /// The file.
        path: PathBuf,
        /// What it should hold.
        expected: &'static str,
        /// What is the matter with it.
        cause: String,
    },
    /// The two do not fit.
    #[error("the certificate in {} and the key in {} do not work together: {cause}", files.certificate.display(), files.key.display())]
    Unusable {
        /// The files.
        files: TlsFiles,
        /// What is the matter with them.
        cause: rustls::Error,
    },
}

impl TlsFiles {
    /// Reads the files, and checks that they belong together.
    pub fn load(&self) -> Result<ServerConfig, TlsError> {
        let pem = |path: &Path, expected, cause: rustls::pki_types::pem::Error| TlsError::Pem {
            path: path.to_owned(),
            expected,
            cause: cause.to_string(),
        };
        let text = read(&self.certificate)?;
        let chain = CertificateDer::pem_slice_iter(&text).collect::<Result<Vec<_>, _>>();
        let chain = chain.map_err(|cause| pem(&self.certificate, "certificate", cause))?;
        if chain.is_empty() {
            return Err(pem(
                &self.certificate,
                "certificate",
                rustls::pki_types::pem::Error::NoItemsFound,
            ));
        }
        let text = zeroize::Zeroizing::new(read(&self.key)?);
        let key = PrivateKeyDer::from_pem_slice(&text);
        let key = key.map_err(|cause| pem(&self.key, "private key", cause))?;

        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let unusable = |cause| TlsError::Unusable { files: self.clone(), cause };
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
