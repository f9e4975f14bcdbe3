/** What the site build writes before the first line: where the site lies, and how many bytes may be kept
    of what the reader visited. */
declare const SITE: { base: string; visited: number };

interface FileRef { path: string; sha256: string }
interface FileEntry { file: FileRef; bytes: number; parts?: string[] }
/** `offprint.json`, as far as the worker reads it. */
interface Release {
  schema: number;
  build: string;
  date?: string | null;
  counts: { posts: number };
  offline: { install: FileEntry[]; shell: string; saved: string };
  files: { file: FileRef; first: string }[];
}
/** A release in the store, and when it was begun. */
interface ReleaseRecord { release: Release; at: number }

/** What a reader can save. */
interface What { kind: "post" | "list" | "site" | "search"; path?: string; title?: string }
/** A saved thing. `whole`: all of it has been here, so a release without it is not complete. */
interface Item extends What { id: string; whole?: boolean; paused?: boolean }
/** A page that was read; its title, and whether it is a post, once it is here. */
interface Visited { path: string; at: number; title?: string; post?: boolean }

/** What the network answered; of HTML that came to its end the bytes, and whether it says that it is Offprint's. */
interface Outcome { response?: Response; failed: boolean; bytes?: ArrayBuffer; own?: boolean }
/** A file that is in the store, whole with all that it shows. */
interface Found { record: ReleaseRecord; entry: FileEntry; response: Response }

/** Missing in the library of TypeScript 4.8. */
interface AbortController { abort(reason?: unknown): void }
