// A mail server that takes every email and keeps it, for the examples that send one.
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface Mailbox {
	/** What a user would type into n8n's SMTP credential. */
	credential: Record<string, unknown>;
	/** Headers and text of each email, in order, with whole lines. */
	mails(): string[];
	close(): Promise<void>;
}

/** Speaks as much of RFC 5321 as n8n needs, without sign-in and TLS. */
export async function openMailbox(): Promise<Mailbox> {
	const mails: string[] = [];
	const server = createServer((socket) => receive(socket, (mail) => mails.push(mail)));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		credential: { host: '127.0.0.1', port, secure: false, disableStartTls: true },
		mails: () => mails,
		async close() {
			server.close();
			await once(server, 'close');
		},
	};
}

const endOfData = '\r\n.\r\n';

function receive(socket: Socket, keep: (mail: string) => void): void {
	let isData = false;
	let received = '';
	socket.setEncoding('utf8').write('220 ready\r\n');
	socket.on('data', (text) => {
		received += String(text);
		if (isData && received.endsWith(endOfData)) {
			keep(readable(received.slice(0, -endOfData.length)));
			[isData, received] = [false, ''];
			socket.write('250 kept\r\n');
		} else if (!isData && received.endsWith('\r\n')) {
			const command = received.slice(0, 4).toUpperCase();
			isData = command === 'DATA';
			received = '';
			socket.write(isData ? '354 go on\r\n' : '250 ok\r\n');
			if (command === 'QUIT') socket.end();
		}
	});
	socket.on('error', () => socket.destroy());
}

/** Without the dots that SMTP adds (RFC 5321, 4.5.2), and quoted-printable (RFC 2045, 6.7) as it was written. */
const readable = (mail: string) =>
	mail
		.replace(/^\.\./gm, '.')
		.replaceAll('=\r\n', '')
		.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
		.replaceAll('\r\n', '\n');
