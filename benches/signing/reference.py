"""What pyHanko takes for the same work, in one process that is warm: signing the first field, validating both.

    reference.py BASE.pdf COUNTERSIGNED.pdf ROUNDS ROOT.pem...

Prints JSON: the seconds of each round. The key is in memory, and nothing is drawn, which favours pyHanko: our times
contain the drawing.
"""

import datetime
import io
import json
import logging
import sys
import tempfile
import time
from pathlib import Path

from asn1crypto import pem, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext


def new_signer():
    key = ec.generate_private_key(ec.SECP256R1())
    name = certificates.Name([certificates.NameAttribute(certificates.NameOID.COMMON_NAME, "Bench")])
    now = datetime.datetime.now(datetime.timezone.utc)
    certificate = (
        certificates.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    with tempfile.TemporaryDirectory() as folder:
        key_file, certificate_file = Path(folder, "key.pem"), Path(folder, "certificate.pem")
        pem_form = serialization.Encoding.PEM
        key_file.write_bytes(
            key.private_bytes(pem_form, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        )
        certificate_file.write_bytes(certificate.public_bytes(pem_form))
        return SimpleSigner.load(str(key_file), str(certificate_file))


def sign(base, signer):
    metadata = PdfSignatureMetadata(
        field_name="Assessor",
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
    )
    output = io.BytesIO()
    PdfSigner(metadata, signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(base)), output=output)
    return output.getvalue()


def validate(report, roots):
    for signature in PdfFileReader(io.BytesIO(report)).embedded_signatures:
        context = ValidationContext(trust_roots=roots, allow_fetching=False)
        status = validate_pdf_signature(signature, context)
        if not (status.intact and status.valid):
            raise SystemExit(f"{signature.field_name} does not validate")


def seconds(work, rounds):
    for _ in range(3):
        work()
    taken = []
    for _ in range(rounds):
        before = time.perf_counter()
        work()
        taken.append(time.perf_counter() - before)
    return taken


def main():
    logging.disable(logging.CRITICAL)
    base, report = (Path(name).read_bytes() for name in sys.argv[1:3])
    rounds = int(sys.argv[3])
    roots = [x509.Certificate.load(pem.unarmor(Path(name).read_bytes())[2]) for name in sys.argv[4:]]
    signer = new_signer()
    print(
        json.dumps(
            {
                "sign": seconds(lambda: sign(base, signer), rounds),
                "validate": seconds(lambda: validate(report, roots), rounds),
            }
        )
    )


main()
