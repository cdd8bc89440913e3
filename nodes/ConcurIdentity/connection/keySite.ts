// Whether the keys that sign events will be there when they change. SAP: Event Subscription v4, ESS Authentication.
import type { IExecuteFunctions } from 'n8n-workflow';
import { keySite, sapKeys } from '../../shared/concur/events/sapKeys';
import { throwIfCancelled } from '../../shared/concur/pause';
import { daysAhead, daysBetween } from './line';
import type { Read } from './read';

/** When the newest key that came with this version ends. */
export const lastKeyEnd = new Date(
	Math.max(...sapKeys.map(({ certificateEnd }) => certificateEnd.getTime())),
);

/** Whether the keys of this version end soon. Those of the credential do not say whether they are newer or older. */
export const keysNeedSite = (now: Date): boolean => daysBetween(now, lastKeyEnd) < daysAhead;

/** Whether n8n reaches the site on which SAP Concur Event Trigger looks for new keys. No token goes there. */
export async function readKeySite(this: IExecuteFunctions): Promise<Read<true>> {
	try {
		await this.helpers.httpRequest({
			method: 'HEAD',
			url: keySite,
			timeout: 10_000,
			disableFollowRedirect: true,
		});
		return { value: true };
	} catch {
		throwIfCancelled(this);
		return {
			problem: {
				message: `n8n cannot reach ${keySite}`,
				cure: `Allow connections from n8n to ${keySite}, directly or through the proxy in HTTPS_PROXY`,
			},
		};
	}
}
