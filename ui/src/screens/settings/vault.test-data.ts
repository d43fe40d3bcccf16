import { vi } from "vitest";

import type { BackupsView } from "../../api/types/BackupsView";
import type { BackupView } from "../../api/types/BackupView";

/** Two backups: one that is whole, and an older one that nobody has read back. */
export const LIST: readonly BackupView[] = [
  { name: "b2", madeAt: "2025-11-21T10:42:07+01:00", size: 1_400_000, verified: true, problem: null },
  { name: "b1", madeAt: "2025-11-14T09:00:00+01:00", size: 900_000, verified: false, problem: null },
];

/** The backups as the settings read them. */
export const BACKUPS: BackupsView = { schedule: "weekly", folder: "/media/stick", backups: [...LIST] };

/** What of the program the vault's sections of the settings need; everything succeeds. */
export function vaultApi() {
  return {
    changePassphrase: vi.fn(async () => null),
    renewRecoveryCode: vi.fn(async (_passphrase: string) => ({ code: "7F3K-Q29D" })),
    backups: vi.fn(async () => BACKUPS),
    makeBackup: vi.fn(async () => BACKUPS),
    verifyBackup: vi.fn(async (_name: string) => BACKUPS),
    scheduleBackups: vi.fn(async (schedule: BackupsView["schedule"]) => ({ ...BACKUPS, schedule })),
    chooseBackupFolder: vi.fn(async (): Promise<BackupsView | null> => null),
    restoreBackup: vi.fn(async (_name: string) => null),
    restoreOtherBackup: vi.fn(async (): Promise<boolean | null> => null),
    checkIntegrity: vi.fn(async (): Promise<{ problems: string[] }> => ({ problems: [] })),
    addToKeychain: vi.fn(async (_passphrase: string) => null),
    removeFromKeychain: vi.fn(async () => null),
    exportPlain: vi.fn(async (_passphrase: string): Promise<string | null> => "/home/ada/plain.db"),
  };
}
