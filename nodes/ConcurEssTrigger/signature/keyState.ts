// What the checks of signatures keep between two deliveries.
import type { X509Certificate } from 'node:crypto';
import { createEventKeyReader, type EventPublicKeys } from '../../../credentials/eventPublicKeys';
import { createKeySearch } from './keySearch';
import type { TrustedKey } from './verify';

/** Keys and authorities of the credential; with a problem, none. */
export type CredentialKeys = Omit<EventPublicKeys, 'keys'> & { keys: TrustedKey[] };

/** A file of certificates once it was checked: its key, or why there is none, as a sentence. */
export interface CheckedFile {
	foundAt: string;
	key?: TrustedKey;
	problem?: string;
}

export type KeyState = ReturnType<typeof createKeyState>;

export function createKeyState() {
	return {
		search: createKeySearch(),
		readEventPublicKeys: createEventKeyReader(),
		/** By the id of the credential. n8n 2.x spends more on opening a credential than on all the rest of a delivery. */
		opened: new Map<string, CredentialKeys & { at: number }>(),
		/** By the text of a file, for those who trust the same authorities: a delivery must not pay for it again. */
		checkedFiles: new WeakMap<X509Certificate[], Map<string, CheckedFile>>(),
	};
}
