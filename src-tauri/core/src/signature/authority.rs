//! Somebody else's certificate authority, for tests: certificates and PKCS#12 files as the `openssl` command makes them.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

use crate::domain::moment::Moment;

use super::fixture::NAME;

/// What opens the files.
pub(super) const FILE_PASSPHRASE: &str = "staple Žluťoučký";

/// Options of `openssl req -newkey`.
pub(super) const P256: &str = "ec -pkeyopt ec_paramgen_curve:P-256";
pub(super) const P384: &str = "ec -pkeyopt ec_paramgen_curve:P-384";
pub(super) const RSA: &str = "rsa:2048";

/// Extensions of the certificates.
pub(super) const AUTHORITY: &[&str] = &["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign"];
pub(super) const SIGNER: &[&str] = &["basicConstraints=critical,CA:FALSE", "keyUsage=critical,nonRepudiation"];

/// A folder in which keys (`NAME.key`) and certificates (`NAME.pem`) lie.
pub(super) struct Authority {
    folder: TempDir,
}

/// A time at which the certificates are valid: they begin when they are made, and last a hundred years.
pub(super) fn while_valid() -> Moment {
    Moment::parse("2060-03-02T09:30:00+01:00").expect("a moment")
}

impl Authority {
    pub(super) fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        fs::write(folder.path().join("req.cnf"), "[req]\ndistinguished_name = dn\n[dn]\n").expect("written");
        fs::write(folder.path().join("passphrase"), FILE_PASSPHRASE).expect("written");
        Self { folder }
    }

    /// A root with an RSA key, an authority below it with a key on P-384, and a signer below that.
    pub(super) fn with_chain(key: &str) -> Self {
        let authority = Self::new();
        authority.issue("root", "/O=Example/CN=Example Root", RSA, None, AUTHORITY);
        authority.issue("between", "/O=Example/CN=Example Signers", P384, Some("root"), AUTHORITY);
        authority.issue("signer", &format!("/O=Northwind/CN={NAME}"), key, Some("between"), SIGNER);
        authority
    }

    /// Makes a key and its certificate, issued by another one or by itself.
    pub(super) fn issue(&self, name: &str, subject: &str, key: &str, issuer: Option<&str>, extensions: &[&str]) {
        let mut line = format!(
            "req -x509 -config req.cnf -utf8 -nodes -sha256 -days 36500 -newkey {key} -keyout {name}.key -out {name}.pem"
        );
        if let Some(issuer) = issuer {
            line.push_str(&format!(" -CA {issuer}.pem -CAkey {issuer}.key"));
        }
        let mut arguments: Vec<&str> = line.split(' ').collect();
        arguments.extend(["-subj", subject, "-addext", "subjectKeyIdentifier=hash"]);
        extensions.iter().for_each(|extension| arguments.extend(["-addext", extension]));
        self.openssl(&arguments);
    }

    /// A PKCS#12 file of a key with its certificate, and others.
    pub(super) fn export(&self, name: &str, others: &[&str], options: &str) -> Vec<u8> {
        let certificates: Vec<_> = [name].iter().chain(others).map(|it| self.read(&format!("{it}.pem"))).collect();
        self.write("all.pem", &certificates.concat());
        let line =
            format!("pkcs12 -export -inkey {name}.key -in all.pem -passout file:passphrase -out out.p12 {options}");
        self.openssl(&line.split_whitespace().collect::<Vec<_>>());
        self.read("out.p12")
    }

    pub(super) fn read(&self, file: &str) -> Vec<u8> {
        fs::read(self.folder.path().join(file)).expect(file)
    }

    pub(super) fn write(&self, file: &str, bytes: &[u8]) {
        fs::write(self.folder.path().join(file), bytes).expect(file);
    }

    /// Runs the command in the folder; it has to succeed.
    pub(super) fn openssl(&self, arguments: &[&str]) -> String {
        self.run("openssl", arguments)
    }

    /// Runs any command in the folder; it has to succeed.
    pub(super) fn run(&self, program: &str, arguments: &[&str]) -> String {
        let run = Command::new(program).args(arguments).current_dir(self.folder.path()).output();
        let run = run.unwrap_or_else(|error| panic!("{program}: {error}; `make set-up` installs it"));
        assert!(run.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
        String::from_utf8_lossy(&run.stdout).into_owned()
    }
}
