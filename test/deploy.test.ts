import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const dockerfile = read('Dockerfile');

/** What each way of running the app has to agree on: where the image keeps data, its port, its health, its grace. */
describe('What stands in deploy/ fits the image', () => {
  it('in Kubernetes, on a read-only disk as no one in particular', () => {
    const [claim, deployment] = parseAllDocuments(read('deploy/kubernetes/bitewise.yml')).map((one) => one.toJS());
    const { spec } = deployment.spec.template;
    const [container] = spec.containers;
    expect(deployment.spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true });
    expect(spec.terminationGracePeriodSeconds).toBeGreaterThan(10);
    expect(container.securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(dockerfile).toContain(`EXPOSE ${container.ports[0].containerPort}`);
    expect(container.livenessProbe.httpGet.path).toBe('/healthz');
    expect(container.readinessProbe.httpGet.path).toBe('/readyz');
    const places = container.volumeMounts.map(({ name }: { name: string }) => name);
    expect(spec.volumes.map(({ name }: { name: string }) => name)).toEqual(places);
    expect(spec.volumes[0].persistentVolumeClaim.claimName).toBe(claim.metadata.name);
    expect(dockerfile).toContain(`VOLUME ${container.volumeMounts[0].mountPath}`);
  });

  it('in compose, without rights that it does not need', () => {
    const { services, volumes } = parse(read('deploy/compose.yml'));
    expect(services.bitewise).toMatchObject({ read_only: true, cap_drop: ['ALL'], volumes: ['data:/data'] });
    expect(Object.keys(volumes)).toEqual(['data']);
  });

  it('in systemd, with the database where the service may write', () => {
    const unit = read('deploy/bitewise.service');
    expect(unit).toContain('StateDirectory=bitewise');
    expect(unit).toContain('DATABASE_URL=file:/var/lib/bitewise/bitewise.db');
  });
});
