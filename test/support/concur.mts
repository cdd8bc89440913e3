// A local SAP Concur for a test file, and the small things that most node tests do with it.
import axios from 'axios';
import { startSimulator } from '../../simulator/index.mts';
import type { CredentialsByType } from './storedCredentials.mts';

/** Not fetch: it keeps a timer running, which would drive a virtual clock. */
const control = axios.create({ proxy: false, validateStatus: () => true });

export type RunningSimulator = Awaited<ReturnType<typeof startSimulator>>;

interface ShownCredentials {
	clientId: string;
	clientSecret: string;
	companyId: string;
	companyRequestToken: string;
	/** PEM: the current key and the one that comes next. */
	webhookPublicKeys: string[];
	/** PEM: what the certificates of the keys lead to. */
	webhookAuthority: string;
}

/** What the simulator shows to whoever wants to connect. */
export async function shownCredentials({
	url,
}: Pick<RunningSimulator, 'url'>): Promise<ShownCredentials> {
	return (await control.get<ShownCredentials>(`${url}/_simulator/credentials`)).data;
}

interface ConcurCredential extends CredentialsByType {
	concurApi: CredentialsByType[string];
}

/** The credential that a user of the simulator would save in n8n. */
export async function concurCredential(
	simulator: Pick<RunningSimulator, 'url'>,
): Promise<ConcurCredential> {
	const { clientId, clientSecret, companyId, companyRequestToken } =
		await shownCredentials(simulator);
	return {
		concurApi: {
			dataCenter: 'custom',
			customHost: simulator.url,
			clientId,
			clientSecret,
			companyUuid: companyId,
			companyRequestToken,
		},
	};
}

/** The same, trusting the simulator's signatures: its current key and the one that comes next year. */
export async function trustingCredential(simulator: RunningSimulator): Promise<ConcurCredential> {
	const { webhookPublicKeys } = await shownCredentials(simulator);
	const { concurApi } = await concurCredential(simulator);
	return { concurApi: { ...concurApi, eventPublicKeys: webhookPublicKeys.join('\n') } };
}

/** What a resource mapper stores when the user maps fields by hand. */
export const mapped = (value: Record<string, unknown>) => ({ mappingMode: 'defineBelow', value });

/** A node's parameters, with the mapped fields where the operation keeps them: Update has a parameter of its own. */
export function asStored(
	operation: string,
	{ fields, ...parameters }: { fields?: unknown; [name: string]: unknown },
) {
	const mapper = operation === 'update' ? 'changes' : 'fields';
	return { operation, ...parameters, ...(fields ? { [mapper]: fields } : {}) };
}

/** What a resource locator stores. */
export const located = (mode: string, value: string) => ({ __rl: true, mode, value });

/** Requests that reached the simulator, as 'METHOD /path', without those for tokens. */
export async function apiRequests(simulator: RunningSimulator): Promise<string[]> {
	return simulator
		.requests()
		.filter(({ path }) => !path.startsWith('/oauth2'))
		.map(({ method, path }) => `${method} ${path}`);
}

/** Steers the simulator through its own routes, as any client could. */
export async function steer(
	simulator: RunningSimulator,
	route: string,
	body: unknown,
): Promise<void> {
	const { status, data } = await control.post(`${simulator.url}/_simulator/${route}`, body);
	if (status >= 300) throw new Error(`${route}: ${status} ${JSON.stringify(data)}`);
}
