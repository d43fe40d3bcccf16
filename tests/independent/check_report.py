#!/usr/bin/env python3
"""Checks a signed report with programs that share no code with Vouchsafe: qpdf, pdfsig on NSS, and pyHanko.

    check_report.py REPORT.pdf ROOT.pem...

The roots are the only trust anchors, one for each signer. The file's structure has to be sound. Every signature has
to be intact, valid and trusted, now for NSS and at the time that it claims for pyHanko, and PAdES baseline B-B (ETSI EN 319 142-1); the first one has to certify the report so that
only form filling may follow, and the last one has to cover the whole file.

Leaves with 0 and a line for each signature, or with 1 and a sentence that says what is wrong.
"""

import asyncio
import hashlib
import logging
import subprocess
import sys
import tempfile
from pathlib import Path

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import SignatureCoverageLevel, ades, validate_pdf_signature
from pyhanko.sign.validation.policy_decl import (
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec, ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)
from pyhanko_certvalidator.registry import SimpleTrustManager

FIELDS = ["Assessor", "Reviewer"]
SIGNED_ATTRIBUTES = {"content_type", "message_digest", "signing_certificate_v2"}


class Wrong(Exception):
    """What is wrong with the report, as a sentence."""


def demand(holds, sentence):
    if not holds:
        raise Wrong(sentence)


def read_root(path):
    data = path.read_bytes()
    if pem.detect(data):
        _, _, data = pem.unarmor(data)
    return x509.Certificate.load(data)


def check_baseline(signature, field):
    """The clauses of EN 319 142-1, 6.3 (level B-B) that pyHanko's validation leaves to the application."""
    entries = signature.sig_object
    demand(entries["/SubFilter"] == "/ETSI.CAdES.detached", f"{field}: /SubFilter is not ETSI.CAdES.detached.")
    demand("/M" in entries, f"{field}: the signing time /M is missing.")
    demand("/Cert" not in entries, f"{field}: /Cert must not be there.")
    signer = signature.signer_info
    attributes = {attribute["type"].native: attribute["values"] for attribute in signer["signed_attrs"]}
    demand(
        set(attributes) == SIGNED_ATTRIBUTES,
        f"{field}: the signed attributes are {sorted(attributes)}, not {sorted(SIGNED_ATTRIBUTES)}.",
    )
    named = attributes["signing_certificate_v2"][0]["certs"][0]
    demand(
        named["hash_algorithm"]["algorithm"].native == "sha256"
        and named["cert_hash"].native == hashlib.sha256(signature.signer_cert.dump()).digest(),
        f"{field}: signing-certificate-v2 does not name the signer's certificate.",
    )
    demand(not signer["unsigned_attrs"], f"{field}: there are unsigned attributes.")


def check_ades(signature, root, field):
    """Basic validation as in ETSI EN 319 102-1, 5.3. No revocation information exists for a local root."""
    unrevoked = RevocationCheckingPolicy(
        ee_certificate_rule=RevocationCheckingRule.NO_CHECK, intermediate_ca_cert_rule=RevocationCheckingRule.NO_CHECK
    )
    spec = SignatureValidationSpec(
        cert_validation_policy=CertValidationPolicySpec(
            trust_manager=SimpleTrustManager.build(trust_roots=root),
            revinfo_policy=CertRevTrustPolicy(revocation_checking_policy=unrevoked),
        ),
        revinfo_gathering_policy=RevocationInfoGatheringSpec(
            online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY
        ),
    )
    moment = signature.self_reported_timestamp
    result = asyncio.run(
        ades.ades_basic_validation(
            signature.signed_data,
            spec,
            timing_info=ValidationTimingInfo(
                validation_time=moment, best_signature_time=moment, point_in_time_validation=True
            ),
            raw_digest=signature.compute_digest(),
        )
    )
    demand(
        result.ades_subindic == AdESPassed.OK,
        f"{field}: the AdES basic validation says {result.ades_subindic}: {result.failure_msg}.",
    )


def run(*command):
    """What a program says, and whether it left with 0."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr, done.returncode == 0


def check_with_qpdf(report):
    said, sound = run("qpdf", "--check", report)
    demand(sound, f"qpdf finds the file damaged: {said}")


def check_with_pdfsig(report, root_files):
    """pdfsig enforces no certification and says "valid" also of a part of the file, so its words are counted."""
    with tempfile.TemporaryDirectory() as folder:
        store = f"sql:{folder}"
        run("certutil", "-N", "--empty-password", "-d", store)
        for number, root in enumerate(root_files):
            said, added = run("certutil", "-A", "-d", store, "-t", "CT,CT,CT", "-n", f"root {number}", "-i", root)
            demand(added, f"NSS does not take the root {root}: {said}")
        said, _ = run("pdfsig", "-nssdir", store, report)
    signatures = said.count("Signature #") - said.count("The signature form field is not signed.")
    demand(signatures, f"pdfsig finds no signature: {said}")
    demand(said.count("Signature is Valid.") == signatures, f"pdfsig finds a signature that is not valid: {said}")
    demand(said.count("Certificate is Trusted.") == signatures, f"pdfsig finds a signer who is not trusted: {said}")
    demand(said.count("  - Total document signed") == 1, f"pdfsig finds bytes that no signature covers: {said}")
    print(f"pdfsig: {signatures} valid, trusted, the total document signed")


def check_with_pyhanko(report, roots):
    with report.open("rb") as stream:
        reader = PdfFileReader(stream, strict=True)
        signatures = list(reader.embedded_signatures)
        demand(signatures, "There are no signatures.")
        names = [signature.field_name for signature in signatures]
        demand(names == FIELDS[: len(names)], f"The signatures are in the fields {names}, not {FIELDS[: len(names)]}.")
        demand(signatures[0].docmdp_level == MDPPerm.FILL_FORMS, "The assessor does not certify with P = 2.")
        for number, signature in enumerate(signatures, start=1):
            field = signature.field_name
            context = ValidationContext(
                trust_roots=roots, allow_fetching=False, moment=signature.self_reported_timestamp
            )
            status = validate_pdf_signature(signature, context)
            demand(status.intact, f"{field}: what was signed was changed.")
            demand(status.valid, f"{field}: the signature is not the signer's.")
            demand(status.trusted, f"{field}: the signer's certificate does not lead to a given root.")
            demand(status.docmdp_ok, f"{field}: what follows the signature is not allowed by the certification.")
            demand(status.bottom_line, f"{field}: pyHanko does not accept the signature: {status.summary()}.")
            last = number == len(signatures)
            wanted = SignatureCoverageLevel.ENTIRE_FILE if last else SignatureCoverageLevel.ENTIRE_REVISION
            demand(status.coverage >= wanted, f"{field}: the signature covers {status.coverage.name} only.")
            check_baseline(signature, field)
            check_ades(signature, roots, field)
            print(f"{field}: {signature.signer_cert.subject.native['common_name']}, {status.summary()}")


def main(arguments):
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    logging.disable()  # pyHanko logs what the one sentence says.
    report, *roots = map(Path, arguments)
    try:
        check_with_qpdf(report)
        check_with_pdfsig(report, roots)
        check_with_pyhanko(report, [read_root(root) for root in roots])
    except Exception as error:  # A checker that stumbles has not checked: say so in one sentence and fail.
        wrong = error if isinstance(error, Wrong) else f"It can't be checked: {type(error).__name__}: {error}"
        print(f"{report}: {wrong}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
