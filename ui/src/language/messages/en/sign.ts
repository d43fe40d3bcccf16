/** Signing and exporting. */
export const sign = {
  pageTitle: "Sign · Vouchsafe",
  concludedOn: "Concluded on {{day}}",
  acknowledgedAt: "Acknowledged by the candidate on {{day}} at {{time}}",
  preview: {
    without: "You can sign without them; this is what the report will say.",
    toBeSigned: "The preview is the report as it will be signed",
    signed: "The preview is the report as it was signed",
  },
  correction: {
    meaning:
      "Something is wrong? A correction is a new interview with the same content, which replaces this one.",
    begin: "Begin a correction",
  },
  subject: {
    kind: "Report of a skills interview",
    noLevel: "No level awarded",
    otherSkill: "{{skill}}: level {{level}}",
    otherSkillNone: "{{skill}}: no level",
    asComputed: "{{skill}}. Awarded as computed, by the rule {{rule}}.",
    computed: "{{skill}}. Computed by the rule {{rule}}: level {{level}}.",
    computedNone: "{{skill}}. Computed by the rule {{rule}}: no level.",
    reason: "“{{reason}}”",
    content:
      "The report holds every statement with its rating and note, the rule with its parameters, and the signed record that anyone can check later. Assessor: {{assessor}}.",
  },
  form: {
    title: "Sign the report",
    vouching:
      "You are about to vouch for this report. After this, a correction is a new report that replaces it.",
    vouchingForPages_one:
      "You are about to vouch for this {{count, number}} page. After this, a correction is a new report that replaces it.",
    vouchingForPages_other:
      "You are about to vouch for these {{count, number}} pages. After this, a correction is a new report that replaces them.",
    signer: "Signs",
    key: "Key",
    keyToBeMade: "made with the first signature",
    folder: "Goes to",
    changeFolder: "Change the folder",
    change: "Change…",
    fileName: "As",
    passphrase: "Your passphrase",
    passphraseMissing: "Type the passphrase.",
    passphraseHelp: "The one that opens the workspace also releases the key that signs.",
    whatAKeyShows:
      "A key made here shows that a report is unchanged, and that several reports come from the same key. It does not prove who somebody is: give the fingerprint to those who rely on it by a way they trust.",
    sign: "Sign and save",
    signing: "Writing the report and signing it…",
  },
  done: {
    title: "Signed and saved",
    signedBy: "Signed by {{signer}} on {{day}} at {{time}}, by this machine’s clock.",
    file: "File",
    keptHere: "kept in this workspace; save a copy to hand it on",
    pages: "Pages",
    sha256: "SHA-256",
    signerKey: "Signer’s key",
    meaning:
      "Whoever compares the SHA-256 can tell this file from any other. The signature shows that nothing changed and whose key was used; it does not show who held the key.",
    open: "Open",
    show: "Show in folder",
    copyAt: "A copy is at {{file}}",
    saveCopy: "Save a copy…",
    back: "Back to interviews",
  },
  /** The data beside the report. */
  data: {
    what: "For spreadsheets and programs. These files are not signed; the report is.",
    ratings: "Save the ratings (CSV)…",
    record: "Save the record (JSON)…",
    savedAt: "The data is at {{file}}",
  },
  /** A report that came back with a reviewer’s signature. */
  reviewed: {
    accepted: "Accepted by {{reviewer}} on {{day}}.",
    returned: "Returned by {{reviewer}} on {{day}}.",
    sampled_one: "{{count, number}} statement was checked.",
    sampled_other: "{{count, number}} statements were checked.",
    reason: "“{{reason}}”",
    next: "What is kept and saved here holds both signatures. To change something, begin a correction.",
  },
} as const;
