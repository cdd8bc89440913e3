/** The sample file of the sync a month later: one has moved, one has another number, one has left, and one is new. */
export function monthLater(file: string): string {
	const changes = [
		[/^(30011;.*);Vertrieb;/m, '$1;Marketing;'],
		[/\+49 171 5550017/, '+49 171 5550099'],
		[/^(30020;.*);31\.12\.9999;Aktiv;/m, '$1;30.09.2026;Ausgeschieden;'],
		[/^30022;Quandt;Silas;silas\.quandt/m, '30024;Tietz;Vera;vera.tietz'],
	] as const;
	return changes.reduce((whole, [from, to]) => whole.replace(from, to), file);
}
