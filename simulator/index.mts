// A local SAP Concur, in this process. simulator/README.md says what it imitates.
import { serve, type ServerType } from '@hono/node-server';
import type { Hono } from 'hono';
import type { AddressInfo } from 'node:net';
import { createAlarm } from './alarm.mts';
import { createApp } from './app.mts';
import { createClock } from './clock.mts';
import { applySettings, type ResetOptions } from './control.mts';
import type { LoggedRequest, Settings, Simulator, SimulatorEnv } from './context.mts';
import { credentials } from './credentials.mts';
import { publishRequested, type EventRequest } from './events/control.mts';
import { quietDeliveries } from './events/delivery.mts';
import type { Published } from './events/publish.mts';
import { renewCertificate, renewWhenAsked } from './events/renewals.mts';
import { closeEvents, createEventState, type LoggedDelivery } from './events/state.mts';
import { readFaults, type FaultRequest } from './faults.mts';
import { ProvisionLedger } from './provisioning/ledger.mts';
import { seedUsers } from './seed.mts';
import { changeSettings, defaultSettings, type SettingsChange } from './settings.mts';
import { createTokenStore } from './tokens.mts';
import { createUserDirectory } from './users.mts';

export interface SimulatorOptions {
	/** 0, the default, lets the system pick one. */
	port?: number;
	host?: string;
	/** Number of made-up users beside the three fixed people. */
	users?: number;
	/** The same seed makes the same people. */
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
	faults(list: FaultRequest[]): void;
	requests(): LoggedRequest[];
	/** What was sent to subscribers, and what they answered. */
	deliveries(): LoggedDelivery[];
	/** Publishes an event that no change has caused. */
	publish(event: EventRequest): Published;
	/** Ends when nothing that is due remains undelivered; what is to be tried again later does not count. */
	delivered(): Promise<void>;
	close(): Promise<void>;
}

/** Starts a simulator and answers when it takes requests. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<RunningSimulator> {
	const { port = 0, host = '127.0.0.1', users = 0, seed = 1, latency = 0 } = options;
	const tokens = createTokenStore(Date.now());
	let events = createEventState();
	let url = '';
	let simulator: Simulator;
	let stop = () => {};
	let app: Hono<SimulatorEnv>;

	const reset = (again: ResetOptions = {}) => {
		const settings = defaultSettings();
		changeSettings(settings, options.settings ?? {});
		const clock = createClock();
		const alarm = createAlarm(() => simulator);
		stop();
		events = createEventState(events);
		stop = () => {
			alarm.stop();
			closeEvents(events);
		};
		simulator = {
			clock,
			alarm,
			settings,
			users: createUserDirectory(),
			companyId: credentials.companyId,
			tokens,
			faults: [],
			requests: [],
			provisions: new ProvisionLedger(),
			events,
			baseUrl: () => url,
		};
		// Nothing has signed yet, so this makes the first one.
		renewCertificate(simulator);
		renewWhenAsked(simulator);
		tokens.companyRequestToken.issuedAt = clock.now();
		seedUsers(simulator.users, simulator.companyId, { users, seed, ...again });
		app = createApp(simulator, reset, latency);
	};
	reset();

	const server = await listening(port, host, (request, env) => app.fetch(request, env));
	url = `http://${host}:${(server.address() as AddressInfo).port}`;
	return {
		url,
		reset,
		advance: (ms) => {
			simulator.clock.advance(ms);
			simulator.alarm.run();
		},
		settings: (change) => {
			simulator.alarm.run();
			return applySettings(simulator, change);
		},
		faults: (list) => void simulator.faults.push(...readFaults(list)),
		requests: () => [...simulator.requests],
		deliveries: () => [...simulator.events.log],
		publish: (event) => publishRequested(simulator, event),
		delivered: () => {
			simulator.alarm.run();
			return quietDeliveries(simulator);
		},
		close: () => {
			stop();
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
