// Writes employee import files for tests, after SAP's Employee Import Specification.

/** A file with CR LF that begins with record 100. */
export const importFile = (...records: string[]) =>
	['100,0,SSO,UPDATE,EN,N,N', ...records, ''].join('\r\n');

interface Employee {
	id: string;
	login: string;
	first?: string;
	last?: string;
	password?: string;
}

/** A record 305 with all of its 137 columns. */
export function employee({
	id,
	login,
	first = 'Ann',
	last = 'Lee',
	password = '',
}: Employee): string {
	const cells = [
		'305',
		first,
		'',
		last,
		id,
		login,
		password,
		login,
		'en_US',
		'US',
		'',
		'',
		'USD',
		'',
		'Y',
	];
	return [...cells, ...Array.from({ length: 137 - cells.length }, () => '')].join(',');
}
