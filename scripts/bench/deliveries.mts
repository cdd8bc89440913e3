// What the trigger costs beside n8n's own Webhook node: both in one n8n, under the same load, round by round in turn.
import axios from 'axios';
import { constants, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pLimit from 'p-limit';
import { Bench } from 'tinybench';
import { readEventPublicKeys } from '../../credentials/eventPublicKeys.ts';
import { checkDelivery } from '../../nodes/ConcurEssTrigger/delivery/checkDelivery.ts';
import { builtInKeys } from '../../nodes/ConcurEssTrigger/signature/builtInKeys.ts';
import { toTrustedKey } from '../../nodes/ConcurEssTrigger/signature/toTrustedKey.ts';
import { startSimulator } from '../../simulator/index.mts';
import { run, stopChildrenOnSignal } from '../children.mts';
import { credentialFor } from '../examples.mts';
import { ensureN8n, n8nVersions } from '../install-n8n.mts';
import { connect, type N8nRest } from '../n8n-rest.mts';
import { startN8n } from '../n8n-server.mts';
import { installInto, projectFolder } from '../package-tarball.mts';
import { withProgress } from '../progress.mts';
import { ratio, type Finding } from './report.mts';

/** SAP: event-subscription getting started, Concur delivers with so many threads. */
const atOnce = 24;
const perRound = 96;
const rounds = 9;

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();

/** An event as Concur sends it, with the header that fits. */
function delivery() {
	const userId = randomUUID();
	const body = Buffer.from(
		JSON.stringify({
			id: `updated-${userId}-24681`,
			correlationId: randomUUID(),
			eventType: 'IdentityProfileUpdated',
			topic: 'public.concur.user.profile.identity',
			timeStamp: new Date().toISOString(),
			subtopic: userId,
			facts: {
				originator: 'com.concur.profile',
				companyId: randomUUID(),
				userId,
				userHref: `https://us.api.concursolutions.com/profile/identity/v4/Users/${userId}`,
				attributes: [
					'active',
					'nickName',
					'name.familyName',
					'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.startDate',
				],
			},
		}),
	);
	const signature = sign('sha256', body, {
		key: privateKey,
		padding: constants.RSA_PKCS1_PSS_PADDING,
		saltLength: constants.RSA_PSS_SALTLEN_MAX_SIGN,
	}).toString('base64');
	return { body, signature };
}

/** Milliseconds that the node itself needs for a genuine and a forged delivery: keys, signature, parsing, age. */
async function timeOfJudging(): Promise<[string, string]> {
	const genuine = delivery();
	const forged = { ...genuine, signature: delivery().signature };
	const own = readEventPublicKeys(pem).keys.map((key) => toTrustedKey(key, 'credential'));
	const rules = () => ({
		verification: 'enforce' as const,
		keys: [...own, ...builtInKeys],
		now: new Date(),
	});
	const bench = new Bench({ time: 2000 });
	bench
		.add('genuine', () => void checkDelivery(genuine, rules()))
		.add('forged', () => void checkDelivery(forged, rules()));
	await bench.run();
	const meanOf = (name: string) => {
		const result = bench.getTask(name)?.result as { latency: { mean: number } };
		return `${result.latency.mean.toFixed(3)} ms`;
	};
	return [meanOf('genuine'), meanOf('forged')];
}

/**
 * Before any other node than its own Webhook node, n8n 2.x makes an isolated machine for expressions, at each delivery
 * and whether or not there are any. This setting of n8n's makes it only where one is used.
 */
const lazy = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

/** Deliveries per second of the trigger and of a bare Webhook node, on both lines of n8n. */
export async function deliveries(): Promise<Finding> {
	stopChildrenOnSignal();
	const [genuine, forged] = await timeOfJudging();
	await withProgress('Building the package', () =>
		run('npm', ['run', 'build'], { cwd: projectFolder }),
	);
	const [newest, older] = n8nVersions;
	const compared = [
		await compareOn(newest, 'with its defaults', {}),
		await compareOn(newest, 'with N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true', lazy),
		await compareOn(older, 'with its defaults', {}),
	];
	return {
		title: 'Deliveries of events',
		how: [
			`${atOnce} at once, as SAP Concur delivers, to workflows of SAP Concur Event Trigger alone and of n8n's Webhook node alone in the same n8n; median of ${rounds} rounds of ${perRound}. The trigger verifies the signature, and the Webhook node does not.`,
			`Reading and verifying alone takes ${genuine} if the delivery is genuine, and ${forged} if it is forged (mean).`,
			'Before any node but its own Webhook node, n8n 2.x makes an isolated machine for expressions at each delivery. N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE makes it only where one is used.',
		],
		table: [
			['n8n', 'Event Trigger, each second', 'Webhook node, each second', 'Ratio'],
			...compared.map(({ where, mine, plain }) => [
				where,
				mine.toFixed(0),
				plain.toFixed(0),
				ratio(mine / plain),
			]),
		],
		lines: [],
	};
}

interface Compared {
	where: string;
	/** Deliveries per second of the trigger. */
	mine: number;
	/** Of the Webhook node. */
	plain: number;
}

async function compareOn(version: string, how: string, env: NodeJS.ProcessEnv): Promise<Compared> {
	const n8n = await ensureN8n(version);
	const userFolder = await mkdtemp(join(tmpdir(), 'sap-concur-bench-'));
	await installInto(userFolder);
	const simulator = await startSimulator();
	const server = await withProgress(`Starting n8n ${version} ${how}`, () =>
		startN8n(n8n, { userFolder, env }),
	);
	try {
		const rest = await connect(server.url);
		const bare = { path: await activate(rest, webhookNode()), seconds: [] as number[] };
		const ours = {
			path: await activate(rest, await triggerNode(rest, simulator.url)),
			seconds: [] as number[],
		};
		for (let round = 0; round <= rounds; round++) {
			for (const { path, seconds } of round % 2 ? [bare, ours] : [ours, bare]) {
				const all = Array.from({ length: perRound }, delivery);
				const limit = pLimit(atOnce);
				// Of its own: n8n closes connections that are idle between two rounds.
				const httpAgent = new Agent({ keepAlive: true });
				const began = performance.now();
				await Promise.all(
					all.map(({ body, signature }) =>
						limit(() =>
							axios.post(`${server.url}/webhook/${path}`, body, {
								httpAgent,
								proxy: false,
								headers: { 'content-type': 'application/json', 'concur-signature': signature },
							}),
						),
					),
				);
				// The first round only warms up.
				if (round > 0) seconds.push((performance.now() - began) / 1000);
				await quiet(rest);
			}
		}
		return {
			where: `${version} ${how}`,
			mine: perRound / median(ours.seconds),
			plain: perRound / median(bare.seconds),
		};
	} finally {
		await server.stop();
		await simulator.close();
		await rm(userFolder, { recursive: true, force: true });
	}
}

/** Waits until n8n has carried out what it accepted, so that no round pays for the one before. */
async function quiet(rest: N8nRest): Promise<void> {
	const filter = JSON.stringify({ status: ['new', 'running'] });
	for (;;) {
		const { data } = await rest.http.get('/executions', { params: { filter, limit: 1 } });
		if (data.data.results.length === 0) return;
		await pause(200);
	}
}

const median = (list: number[]) =>
	[...list].sort((a, b) => a - b).at(Math.floor(list.length / 2)) ?? NaN;

function webhookNode() {
	const webhookId = randomUUID();
	return {
		path: webhookId,
		node: {
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId,
			parameters: { path: webhookId, httpMethod: 'POST' },
		},
	};
}

async function triggerNode(rest: N8nRest, simulatorUrl: string) {
	const webhookId = randomUUID();
	const data = { ...(await credentialFor(simulatorUrl)), eventPublicKeys: pem };
	const name = 'SAP Concur API';
	const id = await rest.createCredential(name, 'concurApi', data);
	return {
		path: `${webhookId}/concur-ess`,
		node: {
			name: 'SAP Concur Event Trigger',
			type: 'n8n-nodes-sap-concur.concurEssTrigger',
			typeVersion: 1.1,
			webhookId,
			credentials: { concurApi: { id, name } },
			parameters: { events: ['identityUpdated'], fetchUser: [] },
		},
	};
}

/** Makes a workflow of this node alone; returns the path below /webhook once it listens. */
async function activate(
	rest: N8nRest,
	{ path, node }: { path: string; node: { name: string; type: string; parameters: object } },
): Promise<string> {
	const { id } = await rest.createWorkflow({
		name: node.name,
		nodes: [{ id: randomUUID(), position: [0, 0], ...node, parameters: { ...node.parameters } }],
		connections: {},
		settings: { executionOrder: 'v1' },
	});
	await rest.activateWorkflow(id);
	return path;
}
