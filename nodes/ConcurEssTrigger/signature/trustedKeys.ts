// The keys that a delivery is checked with: those of the credential, those that were found, and those of this version.
import type { IWebhookFunctions } from 'n8n-workflow';
import { readCredential } from '../../../credentials/concurCredential';
import { builtInKeys } from './builtInKeys';
import { foundKeys } from './foundKeys';
import type { CredentialKeys, KeyState } from './keyState';
import { toTrustedKey } from './toTrustedKey';

/** So long a key that was removed from the credential may still count. */
const keptMs = 60_000;

/**
 * All keys that count now, and the authorities of the credential. What SAP itself has signed does not have to wait until a
 * field that cannot be read is corrected.
 * @param fresh opens the credential now, for a signature that matches none of the keys known so far
 * @throws whatever opening the credential throws
 */
export async function trustedKeys(
	this: IWebhookFunctions,
	state: KeyState,
	fresh: boolean,
): Promise<CredentialKeys> {
	const own = await credentialKeys.call(this, state, fresh);
	const keys = [...own.keys, ...foundKeys.call(this, state, own.authorities), ...builtInKeys];
	return { ...own, keys };
}

async function credentialKeys(
	this: IWebhookFunctions,
	{ opened, readEventPublicKeys }: KeyState,
	fresh: boolean,
): Promise<CredentialKeys> {
	const id = this.getNode().credentials?.concurApi?.id ?? '';
	const known = opened.get(id);
	if (known && !fresh && Math.abs(Date.now() - known.at) < keptMs) return known;
	const { eventPublicKeys } = readCredential(await this.getCredentials('concurApi'));
	const { keys, authorities, problem } = readEventPublicKeys(eventPublicKeys);
	const own = { keys: keys.map((key) => toTrustedKey(key, 'credential')), authorities, problem };
	opened.set(id, { ...own, at: Date.now() });
	return own;
}
