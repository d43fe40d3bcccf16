/** Who signs: this workspace's identity, the signers that it knows, and what signatures say. */
export const signers = {
  role: {
    assessor: "Assessor",
    reviewer: "Reviewer",
  },
  nobody: "no readable name",
  signature: {
    organisation: "For",
    fingerprint: "Fingerprint",
    noFingerprint: "no readable certificate",
    signed: "Signed",
    at: "{{day}}, {{time}}, as the signer says",
    noTime: "no readable time",
    trust: "Signer",
    decision: "Decision",
  },
  trust: {
    own: "This workspace’s own key",
    known: "Known here, first seen on {{day}}",
    new: "Not known here",
    seen: "Not known here, though first seen on {{day}}",
    contradicts:
      "A signer of this name, or of one that looks like it, is known here with another key. It may be a new laptop: ask.",
    sameName: "A signer of this name is known here with another key. It may be a new laptop: ask.",
    looksLike:
      "This name looks like that of {{known}}, who is known here with another key. It may be a new laptop, or somebody else: ask.",
  },
  decision: {
    accepted: "Accepted",
    returned: "Returned",
    sampled_one: "{{count, number}} statement checked",
    sampled_other: "{{count, number}} statements checked",
    reason: "“{{reason}}”",
  },
  confirm: {
    trust: "Trust this signer…",
    trustOf: "Trust this signer: {{signer}}",
    title: "Trust the key of {{signer}}?",
    compare:
      "Compare this fingerprint with one that {{signer}} gives you in person or by telephone, group by group. Do not take it from the report or from the message that brought it.",
    meaning:
      "From then on, reports signed with this key count as signed by somebody known here. You can withdraw it at any time in the settings.",
    confirm: "It is the same: trust it",
    cancel: "Not now",
    trusting: "Keeping that…",
  },
  settings: {
    title: "Signing identity",
    what: "An identity made here, or signed with its own key, proves integrity and continuity, not who somebody is: a report is unchanged, and several come from the same key.",
    brought:
      "This identity was brought along. Who vouches for the name in it is its issuer, and not Vouchsafe.",
    none: "There is no identity yet: one is made with your first signature, or brought along from a file.",
    reading: "Reading the signers…",
    name: "Name",
    organisation: "Organisation",
    fingerprint: "Fingerprint",
    since: "Here since",
    validUntil: "Signs until",
    issuer: "Issued by",
    root: "Save the root certificate…",
    rootWhat: "Other programs that trust the root certificate say so of your reports.",
    rootAt: "The root certificate is at {{file}}",
    export: "Save the identity…",
    exportAt: "The identity is at {{file}}",
    import: "Bring an identity along…",
    imported: "This workspace signs with the identity of {{name}} from now on.",
  },
  list: {
    title: "Signers seen here",
    what: "Whoever signed a report that was verified here. Trust a key only after you compared its fingerprint with its owner.",
    none: "None yet: signers appear here once a report of theirs was verified.",
    noName: "No report seen yet",
    notSeen: "not yet",
    name: "Name",
    firstSeen: "First seen",
    state: "Trust",
    act: "Change",
    trusted: "Trusted since {{day}}",
    notTrusted: "Not trusted",
    contradicts: "A known signer has this name, or one that looks like it, with another key.",
    trust: "Trust…",
    withdraw: "Withdraw",
    withdrawOf: "Withdraw the trust in {{signer}}",
    withdrawn: "{{signer}} is not trusted any more.",
    nowTrusted: "{{signer}} is trusted now.",
  },
  /** Taking an identity across in a file: one from elsewhere, or one's own. */
  file: {
    title: { bring: "Bring an identity along", carry: "Save the identity" },
    what: {
      bring:
        "A PKCS#12 file (.p12 or .pfx) holds a key with its certificate, as organisations issue them. Keys on the curves P-256 and P-384 can sign; RSA keys can’t.",
      carry:
        "The file holds the key that signs your reports: whoever has it and its passphrase can sign in your name. It lets you sign on another machine as the same person.",
    },
    then: {
      bring:
        "The identity in it signs from now on. Whoever knows you by the earlier key has to compare the new fingerprint. Reports that are signed stay as they are.",
      carry: "Keep it where nobody else can take it, and its passphrase somewhere else.",
    },
    pkcs12Passphrase: { bring: "Passphrase of the file", carry: "Passphrase for the file" },
    fileHelp: {
      bring: "The one that the file was saved with.",
      carry: "It alone protects the file. Several words that have nothing to do with each other are strong.",
    },
    confirm: { bring: "Choose the file…", carry: "Choose where to save it…" },
    busy: { bring: "Reading the file…", carry: "Writing the file…" },
    passphrase: "Passphrase of this workspace",
    cancel: "Leave it",
  },
} as const;
