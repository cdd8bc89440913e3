// `gulp build` makes dist/, which is all that the published package contains.
const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dest, series, src } = require('gulp');

const clean = () => rm('dist', { recursive: true, force: true });

const compile = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc')], { stdio: 'inherit' });

// tsc writes the node descriptions (*.node.json) itself; pictures and output schemas it does not see.
const copy = () =>
	src(['{icons,nodes,credentials}/**/*.{svg,png}', 'nodes/**/__schema__/**/*.json'], {
		base: '.',
		encoding: false,
		allowEmpty: true,
	}).pipe(dest('dist'));

exports.clean = clean;
exports.build = series(clean, compile, copy);
exports.default = exports.build;
