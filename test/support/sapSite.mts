// https://developer.concur.com for an n8n that has no internet. Nothing in n8n or in a node knows of it: n8n is told to
// use an HTTP proxy and to trust one more authority, as behind the firewall of a company.
import 'reflect-metadata';

import {
	X509CertificateGenerator,
	BasicConstraintsExtension,
	SubjectAlternativeNameExtension,
} from '@peculiar/x509';
import { KeyObject, webcrypto } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import {
	createServer,
	get,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import tls from 'node:tls';

export const sapHost = 'developer.concur.com';

interface SiteRequest {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
}

export interface SapSite {
	/** Where the site's answers come from; may be changed at any time. */
	target: string;
	/** For HTTPS_PROXY. */
	proxyUrl: string;
	/** For NODE_EXTRA_CA_CERTS, which Node reads once, at its start; gone after close(). */
	authorityFile: string;
	/** Every host:port that the proxy was asked for, refused or not. */
	connects(): string[];
	/** What reached the site itself, in order. */
	requests(): SiteRequest[];
	/** Whether new connections come through; while false the proxy resets each of them instead of an answer. */
	setReachable(reachable: boolean): void;
	close(): Promise<void>;
}

/** Starts the site, and a proxy on a free port of this machine that leads to this site alone. */
export async function startSapSite(target: string): Promise<SapSite> {
	const { authority, ...identity } = await issueCertificate();
	const folder = await mkdtemp(join(tmpdir(), 'sap-site-'));
	const authorityFile = join(folder, 'authority.pem');
	await writeFile(authorityFile, authority);

	const sockets = new Set<Socket>();
	const connects: string[] = [];
	const requests: SiteRequest[] = [];
	let isReachable = true;

	const website = createTlsServer(identity, (request, response) => {
		const { method = 'GET', url: path = '/', headers } = request;
		requests.push({ method, path, headers });
		if (method === 'GET') forward(`${site.target}${path}`, request, response);
		else response.writeHead(405, { Allow: 'GET' }).end();
	});

	const proxy = createServer((request, response) => {
		// Not a tunnel but a request in plain text, as for an address with http: when HTTP_PROXY is set.
		const { host, port } = new URL(request.url ?? '/', `http://${request.headers.host}`);
		connects.push(port === '' ? `${host}:80` : host);
		response.writeHead(403).end();
	});
	proxy.on('connection', (socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
	});
	proxy.on('connect', ({ url = '', socket }) => {
		connects.push(url);
		// A client that has gone away is none of the proxy's business.
		socket.on('error', () => undefined);
		// Not destroy(): after an orderly end n8n's error would have no code.
		if (!isReachable) return void socket.resetAndDestroy();
		if (url !== `${sapHost}:443`) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
		socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
		// No port of its own: the tunnel's end is the start of the TLS connection.
		website.emit('connection', socket);
	});
	proxy.listen(0, '127.0.0.1');
	await once(proxy, 'listening');

	const site: SapSite = {
		target,
		proxyUrl: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
		authorityFile,
		connects: () => [...connects],
		requests: () => [...requests],
		setReachable: (reachable) => {
			isReachable = reachable;
		},
		async close() {
			for (const socket of sockets) socket.destroy();
			proxy.close();
			await once(proxy, 'close');
			await rm(folder, { recursive: true, force: true });
		},
	};
	return site;
}

/**
 * Leads this process to the site until the function it returns is called: n8n looks for a proxy in the environment at
 * every request. Node 20 has no public way to trust an authority once it runs, so the one place that makes the trust of
 * each TLS connection gets the site's authority, for the site's name and for no other. Certificates are checked as ever.
 */
export function useSapSite(site: Pick<SapSite, 'proxyUrl' | 'authorityFile'>): () => void {
	const authority = readFileSync(site.authorityFile, 'utf8');
	const { createSecureContext } = tls;
	tls.createSecureContext = (options?: tls.ConnectionOptions) =>
		createSecureContext(options?.servername === sapHost ? { ...options, ca: authority } : options);
	// In small letters they win over a developer's own in capitals; what npm sets from its settings wins over both.
	const leaveProxy = setEnvironment({
		https_proxy: site.proxyUrl,
		no_proxy: '127.0.0.1',
		npm_config_https_proxy: undefined,
	});
	return () => {
		tls.createSecureContext = createSecureContext;
		leaveProxy();
	};
}

/** Returns what sets the variables back. */
function setEnvironment(variables: NodeJS.ProcessEnv): () => void {
	const names = Object.keys(variables);
	const before = Object.fromEntries(names.map((name) => [name, process.env[name]]));
	for (const name of names) {
		// An undefined one would become the text "undefined".
		if (variables[name] === undefined) delete process.env[name];
		else process.env[name] = variables[name];
	}
	return () => void setEnvironment(before);
}

function forward(url: string, request: IncomingMessage, response: ServerResponse): void {
	const passed = get(url, { headers: request.headers, agent: false }, (answer) => {
		response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
		// Ends one side when the other breaks off.
		pipeline(answer, response, () => undefined);
	});
	passed.on('error', () => {
		if (response.headersSent) response.destroy();
		else response.writeHead(502).end();
	});
	response.once('close', () => passed.destroy());
}

/** A certificate for the site, and that of the authority behind it, whose key nobody keeps. */
async function issueCertificate(): Promise<{ authority: string; cert: string; key: string }> {
	const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
	const newKeys = async () =>
		await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
	// Wide enough for a test whose clock stands in another year.
	const validity = { notBefore: new Date('2000-01-01'), notAfter: new Date('2049-12-31') };
	const [authorityKeys, keys] = await Promise.all([newKeys(), newKeys()]);
	const authority = await X509CertificateGenerator.createSelfSigned({
		name: 'CN=Web authority of the tests',
		keys: authorityKeys,
		signingAlgorithm: algorithm,
		extensions: [new BasicConstraintsExtension(true, undefined, true)],
		...validity,
	});
	const certificate = await X509CertificateGenerator.create({
		subject: `CN=${sapHost}`,
		issuer: authority.subject,
		publicKey: keys.publicKey,
		signingKey: authorityKeys.privateKey,
		signingAlgorithm: algorithm,
		extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: sapHost }])],
		...validity,
	});
	const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' });
	return {
		authority: authority.toString('pem'),
		cert: certificate.toString('pem'),
		key: String(key),
	};
}
