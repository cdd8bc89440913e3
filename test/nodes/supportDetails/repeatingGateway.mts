// A company behind a gateway that rejects requests and repeats them in its response, secrets and all, and a person whose
// values can be recognized wherever they come out.
import type { IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { startSimulator } from '../../../simulator/index.mts';
import {
	asStored,
	concurCredential,
	mapped,
	type RunningSimulator,
} from '../../support/concur.mts';
import { runNode } from '../../support/executeNode.mts';
import { fastTimers } from '../../support/fastTimers.mts';
import {
	startProxy,
	type ProxiedRequest,
	type RewritingProxy,
} from '../../support/rewritingProxy.mts';
import { secretsIn } from '../../support/secrets/findSecrets.mts';
import type { CredentialsByType } from '../../support/storedCredentials.mts';
import { items, planned, provisioning, repair, submitted } from '../operations.mts';

export const options = { addSupportDetails: true };

/** What no support details may hold, whatever the letter case; none of it is a word. */
const canary = /qz[a-z]*\d*/i;
export const email = 'Qzemail7@qzdomain.example';
export const person = { who: '1001', name: 'qzuser7@qzdomain.example' };

/** The same parameters, about somebody whose values can be recognized. */
export const aboutCanary = (parameters: object): object =>
	JSON.parse(
		JSON.stringify(parameters)
			.replaceAll('$json.who === \\"1001\\"', 'true')
			.replaceAll('new@example.com', email)
			.replaceAll('"Pat"', '"Qzgiven Qz-Döe"')
			.replaceAll('"Doe"', '"Qz\'Family & \\"Qzfamily\\""')
			.replaceAll('"Director"', '"Qzdirector"'),
	);
export const isRead = ({ method, path }: ProxiedRequest) =>
	method === 'GET' || path.endsWith('/.search');
interface World {
	/** Which requests the gateway rejects. */
	rejects: (request: ProxiedRequest) => boolean;
	simulator: RunningSimulator;
	scopes: string[];
	gateway: RewritingProxy;
	credentials: CredentialsByType;
	/** Of the person, and of a plan and a request about them. */
	row: object;
}

/** The world of all tests of a file. */
export const world = { rejects: () => false } as unknown as World;

/** Sets it up before the tests of a file. */
export function setUpWorld(): void {
	fastTimers();
	beforeAll(async () => {
		world.simulator = await startSimulator();
		world.scopes = world.simulator.settings({}).app.scopes;
		world.gateway = await startProxy(world.simulator.url, (request, answer) => {
			const { path, headers, body } = request;
			if (path.startsWith('/oauth2') || !world.rejects(request)) return answer;
			const detail = `Rejected ${decodeURIComponent(path)} of ${headers.authorization}: ${body.toUpperCase()} ${body}`;
			const echo = { detail, request: { headers, body: body && JSON.parse(body) } };
			return { status: 400, body: JSON.stringify(echo) };
		});
		const { concurApi } = await concurCredential(world.simulator);
		world.credentials = { concurApi: { ...concurApi, customHost: world.gateway.url } };
		const made = { ...(await submitted(world.credentials)), ...(await planned(world.credentials)) };
		world.row = { ...items[1], ...made, repair: aboutCanary(repair), ...person };
	});
	// The gateway passes on what it rejects.
	beforeEach(() => {
		world.rejects = () => false;
		world.simulator.reset();
		world.simulator.settings({ app: { scopes: [...world.scopes, 'identity.user.delete'] } });
	});
	afterAll(async () => {
		await world.gateway.close();
		await world.simulator.close();
	});
}

export function expectSafe(details: unknown): void {
	const text = String(details);
	expect(text).not.toMatch(canary);
	expect(
		secretsIn(
			text,
			Object.entries(world.credentials.concurApi ?? {}).filter(([name]) =>
				/secret|token/i.test(name),
			) as Array<[string, string]>,
		),
	).toEqual([]);
	expect(text).toMatch(/^Details for SAP Concur support\. /);
	expect(text).toMatch(/^Correlation ID(?: of the [a-z ]+)?: [\da-f-]{36}$/m);
	expect(text).toMatch(/^Versions: n8n-nodes-sap-concur \d+\.\d+\.\d+, n8n-workflow \d/m);
	expect(text).toContain(`Company UUID: ${String(world.credentials.concurApi?.companyUuid)}`);
	expect(text).toContain(world.gateway.url);
}

export const run = async (
	{ node, parameters }: { node: INodeType; parameters: IDataObject },
	rest: object = {},
) =>
	await runNode({
		node,
		credentials: world.credentials,
		parameters,
		items: [world.row] as never,
		onError: 'continueRegularOutput',
		...rest,
	});

export const detailsIn = (outputs: INodeExecutionData[][]) =>
	outputs.flat().map(({ json }) => json.supportDetails);

export const several = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ name: `qzuser${index}@qzdomain.example` }));
export const creates = (fields: object) => ({
	node: provisioning,
	parameters: asStored('create', {
		fields: mapped({ ...fields, userName: '={{ $json.name }}' }),
		options,
	}),
});
export const names = { workEmail: email, givenName: 'Qzgiven', familyName: 'Qzfamily' };
