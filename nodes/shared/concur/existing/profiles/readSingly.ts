import type { NodeApiError } from 'n8n-workflow';
import type { JsonObject } from '../../../schema/attributes';
import type { Reach } from '../../errors';
import type { Caller } from '../../pause';
import { progressOf } from '../progress';
import { readPart, type Product } from './readPart';
import { severalAtOnce } from './severalAtOnce';

/** What is known of the users by UUID, and who is still to be asked for. */
export interface Profiles {
	found: Map<string, JsonObject | Error>;
	open: Set<string>;
	/** Why nobody else is asked for. */
	end?: Error;
}

/** Failures in a row after which the next user would meet the same; a failure of the request is about one user. */
const mostFailures: Record<Reach, number> = {
	request: Infinity,
	service: 3,
	permission: 2,
	credential: 1,
};

export const reachOf = (error: Error): Reach =>
	((error as Partial<NodeApiError>).context?.reach ?? 'request') as Reach;

/**
 * Asks for the profile of each user who is open, in a request of its own. Once the credential or the service fails, the rest
 * gets that error.
 * @param readOne what is asked for; without it the whole profile
 * @throws NodeOperationError when the user pressed Stop
 */
export async function readSingly(
	caller: Caller,
	product: Product,
	profiles: Profiles,
	readOne = async (id: string) => await readPart(caller, product, id),
): Promise<void> {
	const { found, open } = profiles;
	const waiting = [...open];
	const tell = progressOf(
		caller,
		`Reading ${product === 'spend' ? 'expense' : 'travel'} profiles from SAP Concur`,
	);
	let failures = 0;
	const read = async (id: string) => {
		const part = await readOne(id);
		const reach = part instanceof Error ? reachOf(part) : 'request';
		failures = reach === 'request' ? 0 : failures + 1;
		if (part instanceof Error && failures >= mostFailures[reach]) profiles.end ??= part;
		found.set(id, part);
		open.delete(id);
		tell(waiting.length - open.size, waiting.length);
	};
	let index = 0;
	await severalAtOnce(caller, () => (profiles.end ? undefined : waiting[index++]), read);
}
