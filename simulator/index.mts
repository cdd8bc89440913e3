// A local SAP Concur, in this process. simulator/README.md says what it imitates.
import { serve, type ServerType } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.mts';
import { createKeyPairs } from './company/keyPairs.mts';
import { publishRequested, type EventRequest } from './control/eventRoutes.mts';
import { changeFaults, type FaultRequest } from './control/faults.mts';
import type { RandomFaultsRequest } from './control/randomFaults.mts';
import type { LoggedRequest } from './control/requestLog.mts';
import { applySettings, type ResetOptions } from './control/routes.mts';
import type { Settings, SettingsChange } from './control/settings.mts';
import type { LoggedDelivery } from './events/delivery/deliveries.mts';
import { quietDeliveries } from './events/delivery/send.mts';
import type { Published } from './events/publication/publish.mts';
import { createSimulator, stopSimulator, type Simulator } from './simulator.mts';

export interface SimulatorOptions {
	/** 0, the default, lets the system pick one. */
	port?: number;
	host?: string;
	/** Number of made-up users beside the three fixed ones. */
	users?: number;
	/** The same seed makes the same users. */
	seed?: number;
	/** Milliseconds of real time that every answer takes longer. */
	latency?: number;
	/** What differs from the defaults; a reset goes back to this. */
	settings?: SettingsChange;
}

/**
 * A running simulator; apart from url and close(), everything mirrors a route below /_simulator.
 */
export interface RunningSimulator {
	url: string;
	/**
	 * Users, settings, faults, logs and the sequence of signing keys start anew, and deliveries under
	 * way end; tokens and subscriptions stay, so that clients stay connected.
	 */
	reset(options?: ResetOptions): void;
	/** Moves the simulator's clock forward. */
	advance(ms: number): void;
	settings(change: SettingsChange): Settings;
	/**
	 * Faults one by one in a list, which come on top of those that are on, or by rate and seed in an object. An empty list
	 * switches all of them off.
	 */
	faults(wanted: FaultRequest[] | RandomFaultsRequest): void;
	requests(): LoggedRequest[];
	/** Returns what was sent to subscribers, and the status of each answer. */
	deliveries(): LoggedDelivery[];
	/** Publishes an event that no change has caused. */
	publish(event: EventRequest): Published;
	/** Resolves when everything that is due was sent; attempts that are planned for later do not count. */
	delivered(): Promise<void>;
	close(): Promise<void>;
}

// One store for all simulators of this process, which a reset keeps: a key that a client has saved stays right, and an RSA
// pair takes a noticeable time.
const keyPairs = createKeyPairs();

/** Starts a simulator; the promise resolves when it accepts requests. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<RunningSimulator> {
	const { port = 0, host = '127.0.0.1', users = 0, seed = 1, latency = 0 } = options;
	let url = '';
	const build = (seeds: ResetOptions, before?: Simulator) => {
		const simulator = createSimulator({
			before,
			keyPairs,
			settings: options.settings,
			seed: { users, seed, ...seeds },
			baseUrl: () => url,
		});
		return { simulator, app: createApp(simulator, reset, latency) };
	};
	let current = build({});
	function reset(seeds: ResetOptions = {}): void {
		stopSimulator(current.simulator);
		current = build(seeds, current.simulator);
	}

	const server = await listening(port, host, (request, env) => current.app.fetch(request, env));
	url = `http://${host}:${(server.address() as AddressInfo).port}`;
	return {
		url,
		reset,
		advance: (ms) => {
			current.simulator.clock.advance(ms);
			current.simulator.alarm.run();
		},
		settings: (change) => {
			current.simulator.alarm.run();
			return applySettings(current.simulator, change);
		},
		faults: (wanted) => void changeFaults(current.simulator.faults, wanted),
		requests: () => [...current.simulator.requests],
		deliveries: () => [...current.simulator.deliveries.log],
		publish: (event) => publishRequested(current.simulator, event),
		delivered: () => {
			current.simulator.alarm.run();
			return quietDeliveries(current.simulator);
		},
		close: () => {
			stopSimulator(current.simulator);
			return closed(server);
		},
	};
}

type Fetch = Parameters<typeof serve>[0]['fetch'];

function listening(port: number, hostname: string, fetch: Fetch): Promise<ServerType> {
	return new Promise((resolve, reject) => {
		const server = serve({ fetch, port, hostname }, () => resolve(server));
		server.once('error', reject);
	});
}

function closed(server: ServerType): Promise<void> {
	return new Promise((resolve, reject) => {
		server.close((error) => (error ? reject(error) : resolve()));
		// Clients keep connections open; they would keep the port busy.
		if ('closeAllConnections' in server) server.closeAllConnections();
	});
}
